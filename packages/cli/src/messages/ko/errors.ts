// 파이프라인과 학습 오류의 한국어 문장. 오류 종류와 코드마다 한 문장이며, 값(facts)은 오류에 담겨 온다.

import { josa, josaAfter } from '@bridle/words';
import type { Facts, Sentences, Words } from '../words.ts';
import { featureErrors, productErrors } from './features.ts';
import { levelErrors } from './level-errors.ts';
import { sparkErrors, sparkInputErrors } from './spark-errors.ts';
import { tensorErrors } from './tensor-errors.ts';
import { weightErrors } from './weight-errors.ts';

export const errors: Words['errors'] = {
  InputError: {
    ...weightErrors,
    ...featureErrors,
    exists: (f) => `${f.file}: 이미 있는 파일입니다. 다른 이름을 쓰거나 --force로 덮어쓰세요.`,
    'cannot-export': (f) =>
      f.part === 'name'
        ? `${f.target}에서는 열 이름으로 "${f.found}"${josaAfter(String(f.found), '을/를')} 쓸 수 없습니다. 열 이름을 바꾸어 다시 학습하세요.`
        : f.part === 'feature'
          ? `특징 "${f.found}"${josaAfter(String(f.found), '은/는')} ${f.target} 형식으로 내보낼 수 없습니다. 이 열을 빼고 학습하거나 bridle predict를 쓰세요.`
          : `${f.found} 보정은 ${f.target} 배열로 나타낼 수 없습니다. sql, js, json으로 내보내거나 temperature로 보정하세요.`,
    'cannot-import': (f) => `${f.file}: 가져올 수 없습니다. ${unimported(f)}`,
    'not-a-text': (f) =>
      `${josa(String(f.target), '은/는')} 텍스트가 아니어서 출력할 수 없습니다. --out으로 파일을 지정하세요.`,
    'broken-line': (f) => `${textLine(f)}: 올바른 JSON이 아닙니다. 한 줄에 {"열": 값} 꼴의 객체를 하나씩 쓰세요.`,
    'too-long-line': (f) => `${textLine(f)}: 줄이 ${f.limit}바이트보다 깁니다. 한 줄에 객체를 하나씩 쓰세요.`,
    'no-key': (f) => `${textLine(f)}: "${f.column}" 값이 없습니다. 값이 없는 칸에는 null을 쓰세요.`,
    'bad-address': (f) =>
      `데이터베이스 주소를 읽을 수 없습니다. ${f.kind}://사용자@호스트:포트/데이터베이스 꼴로 쓰고, 특수 문자는 %로 이스케이프하세요.`,
    'no-client': (f) =>
      `${f.file}: ${f.package} 패키지가 설치되어 있지 않습니다. bridle을 설치한 곳에서 npm install ${f.package}로 설치하세요.`,
    'database-refused': (f) =>
      `${f.file}: 접속이 거부되었습니다(${f.found}). 주소, 사용자, 비밀번호(${f.variable} 변수에 둘 수 있습니다)를 확인하세요.`,
    'no-such-file': (f) => `${f.file}: 파일이 없습니다. 경로를 확인하세요.`,
    'no-match': (f) => `${f.file}: 이름이 이 패턴에 맞는 파일이 없습니다. 경로를 확인하세요.`,
    'other-columns': (f) =>
      `${f.file}에는 ${f.other}에 있는 "${f.column}" 열이 없습니다. 한 표를 이루는 파일들은 열이 같아야 합니다.`,
    'is-a-folder': (f) => `${f.file}: 폴더입니다. 파일을 지정하세요.`,
    'not-a-file': (f) => `${f.file}: 일반 파일이 아닙니다. 일반 파일을 지정하세요.`,
    unreadable: (f) => `${f.file}: 읽을 수 없습니다. 권한을 확인하세요.`,
    'unknown-extension': (f) =>
      `${f.file}: 파일 이름이 ${f.accepted} 중 하나로 끝나야 합니다. 이름을 바꾸거나 파일을 변환하세요.`,
    'empty-file': (f) => `${f.file}: 빈 파일입니다. 머리글과 한 행 이상의 데이터가 필요합니다.`,
    'no-rows': (f) => `${f.file}: 머리글만 있고 데이터 행이 없습니다. 한 행 이상 넣으세요.`,
    'not-text': (f) => `${f.file}: 텍스트가 아니라 이진 데이터입니다. 파일 형식을 확인하고 확장자를 맞추세요.`,
    'not-utf8': (f) =>
      `${textLine(f)}: UTF-8이 아닙니다. --encoding으로 인코딩(예: cp949, windows-1252)을 정하거나 파일을 UTF-8로 저장하세요.`,
    'bad-encoding': (f) =>
      `${f.file} ${f.line}번째 줄 근처: 올바른 ${f.encoding} 텍스트가 아닙니다. --encoding으로 바르게 정하거나 파일을 UTF-8로 저장하세요.`,
    changed: (f) => `${f.file}: 읽는 동안 파일이 바뀌었습니다. 다른 프로그램이 쓰고 있지 않을 때 다시 실행하세요.`,
    'broken-gzip': (f) => `${f.file}: gzip 파일이 깨졌거나 잘렸습니다. 다시 압축하세요.`,

    'broken-zstd': (f) => `${f.file}: zstd 파일이 깨졌거나 잘렸습니다. 다시 압축하세요.`,
    'needs-zstd': (f) =>
      `${f.file}: zstd로 압축한 파일은 Node 22.15 이상에서만 읽을 수 있습니다. 압축을 풀거나 gzip으로 압축하세요.`,
    spreadsheet: (f) =>
      `${f.file}: 스프레드시트나 ZIP 파일은 읽지 않습니다. 스프레드시트 프로그램에서 시트를 CSV(UTF-8)로 저장해 그 파일을 지정하세요.`,
    'not-a-database': (f) =>
      `${f.file}: DuckDB 데이터베이스로 열 수 없습니다(${f.found}). 같은 버전이나 이전 버전의 DuckDB로 만든 파일을 쓰거나, 표를 Parquet으로 내보내세요.`,
    'no-such-table': (f) =>
      `${f.file}: "${f.table}" 테이블이 없습니다.${f.nearest ? ` 가장 비슷한 이름은 "${f.nearest}"입니다.` : ''}`,

    'unnamed-column': (f) =>
      `${f.file}: 머리글의 ${f.position}번째 열에 이름이 없습니다. 이름을 붙이거나, 행 번호 열이면 지우세요.`,
    'blank-separated': (f) =>
      `${f.file}: 칸 사이에 빈칸이 여러 개 있어 구분자로 읽지 않습니다. 칸 사이에 쉼표, 세미콜론, 탭 중 하나를 쓰세요.`,
    'not-the-header': (f) =>
      `${f.file}: 다음 줄들은 칸이 ${f.expected}개여서 ${f.line}번째 줄은 머리글이 아닙니다. 머리글 앞의 줄을 지우세요.`,
    'duplicate-column': (f) => `${f.file}: 이름이 "${f.column}"인 열이 두 개입니다. 하나의 이름을 바꾸세요.`,
    'colliding-columns': (f) =>
      `${f.file}: "${f.column}" 열과 "${f.other}" 열은 대소문자만 다릅니다. 하나의 이름을 바꾸세요.`,
    'too-many-columns': (f) => `${f.file}: 열이 ${f.found}개로, 한도인 ${f.limit}개를 넘습니다. 일부를 지우세요.`,
    'unsupported-type': (f) =>
      `${f.file}: "${f.column}" 열의 값이 ${f.type} 타입이어서 숫자도 텍스트도 아닙니다. 열을 빼거나 변환하세요.`,
    'no-such-column': noSuchColumn,

    'ragged-row': (f) =>
      `${f.file} ${f.line}번째 줄: 머리글처럼 칸이 ${f.expected}개여야 하는데 ${f.found}개입니다. 줄을 고치세요.`,
    'unclosed-quote': (f) =>
      `${f.file} ${f.line}번째 줄: 따옴표로 시작한 칸이 제대로 닫히지 않았습니다. 따옴표를 닫고, 칸 안의 따옴표는 두 번 쓰세요.`,
    'lone-quote': (f) =>
      `${f.file} ${f.line}번째 줄: 칸이 따옴표로 시작하지만 그 따옴표가 칸을 감싸지 않습니다. TSV에서는 그 따옴표를 지우거나, 칸을 따옴표로 감싸고 안쪽 따옴표를 두 번 쓰세요.`,
    'broken-csv': (f) =>
      `${f.file}: CSV로 읽을 수 없습니다. 따옴표나 줄바꿈이 잘못되었거나 끝나지 않는 줄이 있습니다. 일반 CSV로 다시 저장하세요.`,
    'broken-json': (f) =>
      `${place(f)}: 올바른 JSON이 아닙니다. 파일이 중간에 잘렸을 수 있습니다.${f.line === 1 ? ' 한 객체를 여러 줄에 썼다면 한 줄에 하나씩 쓰거나 배열로 묶으세요.' : ''}`,
    'one-object': (f) =>
      `${f.file}: 객체의 배열이 없는 JSON 객체 하나여서 행이 없습니다. 객체의 배열이나 한 줄에 객체 하나로 쓰세요.`,
    'several-rows': (f) =>
      `${f.file}: 객체의 배열이 여럿 있어(${f.found}) 어느 것이 행인지 알 수 없습니다. 하나만 파일로 저장하세요.`,
    'not-records': (f) => `${place(f)}: {"열": 값} 같은 객체여야 합니다. 행마다 객체를 하나씩 쓰세요.`,
    'duplicate-key': (f) => `${place(f)}: 한 객체 안에 "${f.column}" 키가 두 번 나옵니다. 하나를 지우세요.`,
    'too-deep': (f) =>
      `${f.file}: 값이 ${f.limit}단계보다 깊게 중첩되어 있습니다. 행마다 단순한 값만 담은 객체 하나를 쓰세요.`,
    'broken-parquet': (f) => `${f.file}: Parquet 파일이 깨졌거나 잘렸습니다. 다시 저장하세요.`,

    'not-finite': (f) =>
      `${cell(f)} 값 "${f.found}"${josaAfter(String(f.found), '은/는')} 유한한 수가 아닙니다. 고치거나, 빠진 값으로 지정하세요.`,
    'too-large-integer': (f) =>
      `${cell(f)} 값 ${josa(String(f.found), '은/는')} 64비트 실수로 정확히 나타낼 수 없는 정수입니다. 열을 빼거나, 범주로 지정하세요.`,
    'mixed-column': (f) =>
      `${cell(f)} 값은 "${f.found}"인데 나머지는 거의 모두 숫자입니다. 고치거나, 빠진 값으로 지정하거나, 열을 범주로 지정하세요.`,
    'unclear-number': (f) =>
      `${cell(f)} 값 "${f.found}"의 기호가 소수점인지 자릿수 구분인지 알 수 없습니다. --decimal로 소수점 기호를 정하세요.`,
    'two-marks': (f) =>
      `${cell(f)} 값 "${f.found}"${josaAfter(String(f.found), '과/와')} "${f.other}"의 소수점 기호가 다릅니다. 한 가지로 쓰거나, 열을 범주로 지정하세요.`,
    'two-formats': (f) =>
      `${cell(f)} 값 "${f.found}"${josaAfter(String(f.found), '과/와')} "${f.other}"${josaAfter(String(f.other), '은/는')} 단위가 다른 수일 수 있습니다. 한 가지로 쓰거나, 열을 범주로 지정하세요.`,
    'other-format': (f) =>
      `${cell(f)} 값은 "${f.found}"인데, 학습한 표나 다른 파일에서는 이 열의 수를 "${f.prefix}1${f.suffix}"처럼 썼습니다. 같은 방식으로 쓰거나, 빠진 값으로 지정하세요.`,
    'not-a-number': (f) =>
      `${cell(f)} 값은 "${f.found}"인데 모델에는 숫자가 필요합니다. 고치거나, 빠진 값으로 지정하세요.`,

    'not-declared': (f) =>
      `${cell(f)} 값은 "${f.found}"인데 숫자 열로 지정한 열입니다. 고치거나, 빠진 값으로 지정하세요.`,

    'no-lists': (f) => `${f.file}: "${f.column}" 열은 숫자 목록의 열인데 모든 칸이 비어 있습니다. 열을 빼세요.`,
    'not-a-list': (f) =>
      `${cell(f)} 값은 "${f.found}"인데 이 열의 다른 칸은 목록입니다. 모든 행에 숫자 목록을 쓰거나, 열을 빼세요.`,
    'empty-list': (f) => `${cell(f)} 목록이 비어 있습니다. 모든 행에 같은 개수의 숫자를 쓰거나, 열을 빼세요.`,
    'uneven-lists': (f) =>
      `${cell(f)} 목록은 길이가 ${f.found}인데 이 열의 첫 목록은 길이가 ${f.expected}입니다. 모든 행에 같은 개수의 숫자를 쓰거나, 열을 빼세요.`,
    'list-element': (f) =>
      `${cell(f)} 목록의 [${f.index}]번 원소가 숫자가 아닙니다(${f.found}). 고치거나, 열을 빼세요.`,
    'list-column': (f) =>
      `${f.file}: "${f.column}"${josaAfter(String(f.column), '은/는')} 숫자 목록이어서 "${f.column}[0]", "${f.column}[1]" 등의 열로 읽습니다. 여기에는 행마다 값이 하나인 열이 필요하니 다른 열을 고르세요.`,

    'model-too-large': (f) =>
      `${f.file}: 크기가 ${f.size}바이트로, 모델의 한도인 ${f.limit}바이트를 넘습니다. 모델 파일이 맞는지 확인하세요.`,

    'identifier-as-target': (f) =>
      `${f.file}: "${f.column}" 열은 ${f.rows}행에 서로 다른 값이 ${f.classes}개여서, ${f.rows} × ${f.classes}개의 확률에 메모리가 약 ${f.needed}GB 필요합니다(이 컴퓨터는 ${f.memory}GB). 식별자로 보이니 다른 목표 열을 고르세요.`,
    'text-model-too-large': (f) =>
      `${f.file}: 텍스트에서 나온 특징 ${f.features}개에 "${f.column}" 열의 클래스 ${f.classes}개면 모델 크기가 ${f.size}MB입니다(최대 ${f.limit}MB). --min-count를 키우거나 --max-features, --hash를 줄이세요.`,
    'too-much-memory': (f) =>
      `${f.file}: ${f.rows}행 × "${f.column}" 열의 클래스 ${f.classes}개에는 메모리가 약 ${f.needed}GB 필요합니다(이 컴퓨터는 ${f.memory}GB). 행, 클래스, 열의 수를 줄이세요.`,

    'memory-option': (f) =>
      `--memory: 메모리를 제한한 학습에서는 ${josa(koreanFlag(String(f.option)), '을/를')} 쓸 수 없습니다. 둘 중 하나를 빼세요.`,
    'memory-too-small': (f) =>
      `${f.file}: ${f.rows}행에는 메모리가 적어도 ${f.needed} 필요한데 ${f.found}만 지정했습니다. 더 늘리세요.`,
    'memory-lists': (f) =>
      `${f.file}: 메모리를 제한하면 숫자 리스트나 열이 아주 많은 표는 읽지 못합니다. --memory 없이 학습하세요.`,
    'memory-text-column': (f) =>
      `${f.file}: "${f.column}" 열은 텍스트인데, 메모리를 제한하면 텍스트의 단어로는 학습할 수 없습니다. --drop으로 그 열을 빼거나 --categorical로 범주로 쓰거나 --memory 없이 학습하세요.`,
    'memory-texts': (f) =>
      `${f.file}: "${f.column}" 열에 서로 다른 텍스트가 ${f.found}개를 넘어 지정한 메모리에 들어가지 않습니다. --drop으로 빼거나 --memory를 늘리세요.`,
    'memory-files': (f) =>
      `${f.file}: 메모리를 제한하면 여러 파일을 한 표로 읽지 못합니다. Parquet 같은 파일 하나로 합치세요.`,
    'memory-weights': (f) =>
      `${f.file}: 클래스 ${f.classes}개와 특징 ${f.features}개의 가중치가 ${f.limit}개를 넘어 이 메모리로는 학습할 수 없습니다. 열이나 값의 가짓수를 줄이거나 --memory 없이 학습하세요.`,

    'unknown-output': (f) => `${f.file}: 파일 이름이 ${f.accepted} 중 하나로 끝나야 합니다.`,
    'parquet-names': (f) =>
      `${f.file}: Parquet 출력은 열 이름의 대소문자를 구별하지 않는데 "${f.column}" 열과 "${f.other}" 열은 대소문자만 다릅니다. CSV나 JSON으로 저장하세요.`,
    'output-is-input': (f) => `${f.file}: 입력 파일을 덮어쓰게 됩니다. 다른 출력 파일을 지정하세요.`,
    'same-output': (f) => `${f.file}: 두 출력에 같은 파일을 지정했습니다. 서로 다른 파일을 지정하세요.`,
    'not-writable': (f) => `${f.file}: 이 경로에는 파일이나 폴더를 만들 수 없습니다. 경로를 확인하세요.`,

    'no-classes': (f) => `${f.file}: "${f.column}" 열이 모든 행에서 비어 있어 평가할 수 없습니다.`,

    'no-levels': (f) => `${f.file}: 빈 파일입니다. 준위가 하나 이상 있어야 합니다.`,
    'broken-bzip2': (f) => `${f.file}: bzip2 파일이 깨졌거나 잘렸습니다. 다시 내려받으세요.`,
    'other-unit': (f) =>
      `${f.file}: 파일에 적힌 에너지 단위는 ${f.unit}인데 ${f.asked}로 지정했습니다. 단위 옵션을 빼세요.`,
    'other-training': (f) =>
      `${f.file}: ${unlike(f)}${Number(f.more) > 0 ? ` 다른 점이 ${f.more}개 더 있습니다.` : ''} 그때의 표와 옵션으로 이어서 학습하거나, --restart로 처음부터 학습하세요.`,
    'penalised-summary': (f) =>
      `${f.file}: --summary는 정규화하지 않은 학습(--l2 0)에만 쓸 수 있습니다. 정규화 항이 있으면 추정값이 치우쳐 표준오차와 p값이 맞지 않습니다.`,
    'dependent-features': (f) =>
      f.of === ''
        ? `${f.file}: "${f.feature}"의 값이 하나뿐이어서 추정값이 하나로 정해지지 않습니다. 그 열을 --drop으로 빼세요.`
        : `${f.file}: "${f.feature}"${josaAfter(String(f.feature), '은/는')} ${f.of}의 조합이어서 추정값이 하나로 정해지지 않습니다. 그 열을 --drop으로 빼세요.`,
    'separated-classes': (f) =>
      `${f.file}: 정규화 항이 없으면 최적점도 없습니다. ${separated(f)} 그 열을 빼거나, 클래스나 값을 합치거나, 정규화를 쓰세요.`,
    'summary-not-converged': (f) =>
      `${f.file}: 최적점에 이르지 못해 추론할 수 없습니다. 숫자의 크기가 서로 너무 다를 수 있습니다.`,
    'missing-prior': (f) => `${f.file}: "${f.class}" 클래스의 비율이 없습니다. 모델의 모든 클래스에 비율을 주세요.`,
    'summary-of-texts': (f) =>
      `${f.file}: --summary에는 텍스트인 "${f.column}" 열을 쓸 수 없습니다. 특징이 행보다 많아지기 때문입니다. --drop으로 빼세요.`,
    'missing-cluster': (f) =>
      `${f.file}: 묶음을 정하는 "${f.column}" 열이 ${f.rows}번째 학습 행에서 비어 있습니다. 값을 채우세요.`,
    'negative-entropy': (f) =>
      `${inFile(f)}축퇴도 때문에 엔트로피가 0보다 작습니다(${f.entropy} k). "${f.name}"의 축퇴도는 ${f.degeneracy}인데, 축퇴도는 상태의 수입니다. --degeneracy로 다른 열이나 none을 고르세요.`,
    'shares-as-degeneracies': (f) =>
      `${inFile(f)}축퇴도가 소수이고 합이 ${f.sum}이어서 점유율로 보입니다("${f.name}": ${f.degeneracy}). --degeneracy로 다른 열이나 none을 고르세요.`,
    'no-choice': (f) => `${f.file}: 이런 파일에는 --${f.option} 옵션을 쓸 수 없습니다. 빼고 실행하세요.`,
    'unknown-encoding': (f) =>
      `${f.file}: "${f.encoding}" 인코딩은 없습니다. --encoding에 utf-8, cp949, utf-16le, latin1 같은 이름을 쓰세요.`,
    'looks-encoded': (f) =>
      `${f.file}: UTF-8이 아니라 ${f.encoding}(CP949) 한글로 보입니다. --encoding ${f.encoding} 옵션을 쓰거나 파일을 UTF-8로 저장하세요.`,
    'looks-utf16': (f) =>
      `${f.file}: 바이트 순서 표시가 없는 UTF-16으로 보입니다. --encoding ${f.encoding} 옵션을 쓰거나 파일을 UTF-8로 저장하세요.`,
    'no-ensemble': (f) => `${f.file} 폴더에는 형태 파일(${f.known} 등)이 없습니다. 파일을 적으세요.`,
    'several-ensembles': (f) => `${f.file} 폴더에는 형태 파일이 여럿 있습니다(${f.found}). 그중 하나를 적으세요.`,
    'bad-members': (f) =>
      `${f.file} ${f.line}번째 줄: 회전 이성질체의 개수와 처음, 끝 번호가 있어야 하는데 "${f.found}"입니다. 형태를 한 번씩 세려면 이 파일을 지우세요.`,
    'members-differ': (f) =>
      `${f.file}의 형태는 ${f.found}개인데 ${f.members}의 형태는 ${f.counts}개입니다. 같은 계산의 결과가 아니므로 --degeneracy none을 쓰거나 목록을 지우세요.`,
    'threshold-too-far': (f) =>
      `준위가 너무 많아 점유율이 높은 ${f.kept}개만 보관했는데, 그 합이 ${f.reached}밖에 되지 않습니다. --threshold를 낮추거나 --out으로 모든 점유율을 저장하세요.`,
    'one-temperature': (f) =>
      `${f.file}: 곡선을 그리려면 유한한 온도가 두 개 이상 필요합니다. 온도를 범위로 지정하세요.`,
    'no-populations': (f) =>
      `${f.file}: "count"나 "population" 같은 개수나 점유율 열이 없습니다(열: ${f.columns}). --column으로 지정하세요.`,
    'bad-population': (f) =>
      `${f.file} ${f.row}번째 행: "${f.column}" 열의 값은 0 이상의 수여야 하고, 모두 0이어서는 안 됩니다. 값을 고치세요.`,
    'rows-differ': (f) => `${f.file}: 준위는 ${f.levels}개인데 점유율은 ${f.rows}행입니다. 주석 줄과 빈 줄을 지우세요.`,

    // The command line checks its options before; only the number of classes is not known to it then.
    strict: (f) =>
      `${f.file}: "${f.column}" 열은 ${strictly[f.finding](f, '')} --strict에서는 알아서 정하지 않으니 --drop, --id, --numeric, --categorical, --text 가운데 하나로 지정하세요.`,
    'column-twice': (f) =>
      `"${f.column}" 열을 --${f.option}${josaAfter(String(f.option), '과/와')} --${f.other}에 모두 지정했습니다. 한 번만 지정하세요.`,
    'no-id-column': (f) => `${noSuchColumn(f)} 예측 결과에 옮겨 적을 식별자 열이니, 열을 넣거나 --keep none을 쓰세요.`,
    'repeated-column': (f) =>
      `${f.file}: 예측 결과에 "${f.column}" 열이 표의 열과 모델의 열로 두 번 생깁니다. 표의 열 이름을 바꾸거나 --keep ${f.keep}${josaAfter(String(f.keep), '을/를')} 쓰세요.`,
    'no-such-axis': (f) =>
      `${f.file}: 모양이 ${f.shape}이라 축 ${f.axis}번이 없습니다. 0부터 ${f.last}까지, 또는 마지막 축은 -1로 고르세요.`,
    'no-list-column': (f) => `${f.file}: 로짓 같은 숫자 목록 열이 없습니다. 숫자 열은 bridle check가 읽습니다.`,
    'no-axes': (f) => `${f.file}: 텐서가 수 하나입니다. 로짓에는 축이 하나 이상 있어야 합니다.`,
    'no-labels': (f) =>
      `${f.file}: "${f.labels}"${josaAfter(String(f.labels), '은/는')} 이 파일의 텐서(다른 텐서: ${f.known})도 .npy, .npz, .safetensors 파일도 아닙니다. 레이블이 든 것을 지정하세요.`,
    'label-count': (f) => `${f.file}: 레이블은 ${f.found}개인데 로짓은 ${f.expected}행입니다. 행마다 하나씩 주세요.`,
    'bad-label': (f) =>
      `${f.file}: ${f.row}번째 레이블이 ${f.found}입니다. 0부터 ${Number(f.classes) - 1}까지의 정수이거나, 모르면 -1이어야 합니다.`,
    'one-array': (f) =>
      `${f.file}: .npy 파일에는 배열이 하나(확률 또는 로그 확률)만 들어갑니다. 더 저장하려면 .npz나 .safetensors로 쓰세요.`,
    'fortran-order': (f) => `${f.file}: 로짓이 포트란 순서라 .safetensors로 쓸 수 없습니다. .npy나 .npz로 쓰세요.`,
    'parquet-order': (f) =>
      `${f.file}: Parquet로 쓰려면 행이 마지막 축에 C 순서로 놓여 있어야 합니다. .npy나 .npz로 쓰세요.`,
    'too-large-npz': (f) => `${f.file}: 4 GiB를 넘습니다. .npy나 .safetensors로 쓰세요.`,
    'bad-option': (f, message) => (badOptions[f.option] ?? otherOption)(f, message),
  },

  LevelsError: levelErrors,
  TensorFileError: tensorErrors,
  SparkInputError: sparkInputErrors,
  SparkError: sparkErrors,

  SqlError: {
    'unsupported-feature': (f) =>
      `특징 "${f.feature}"(${f.kind})${josaAfter(String(f.kind), '은/는')} SQL로 나타낼 수 없습니다. 이 열을 빼고 학습하거나 bridle predict를 쓰세요.`,
    'too-many-columns': (f) =>
      `한 단계에 열이 ${f.found}개 필요한데 ${f.dialect}의 한도는 ${f.limit}개입니다. 다른 dialect를 쓰거나 열을 줄여 학습하세요.`,
    'kept-twice': (f) => `"${f.column}" 열은 결과에 같은 이름의 열이 있어 함께 둘 수 없습니다. 뷰에서 이름을 바꾸세요.`,
    'no-table': () => '테이블 이름이나 그 일부가 비어 있습니다.',
    'unwritable-text': (f) => `${f.found}: SQL로 쓸 수 없는 문자(U+0000 또는 짝이 없는 서로게이트)가 들어 있습니다.`,
    'target-missing': (f) => `"${f.column}" 열에 값이 있는 행이 없어 학습할 수 없습니다.`,
    'target-all-distinct': (f) => `"${f.column}" 열은 값이 1,000가지가 넘어 클래스가 될 수 없습니다.`,
    'target-one-class': (f) =>
      `"${f.column}" 열에 클래스가 "${f.value}" 하나뿐입니다. 학습하려면 둘 이상이 필요합니다.`,
    'empty-class': (f) =>
      `"${f.column}" 열의 클래스 "${f.value}"에는 가중치가 0보다 큰 행이 없습니다. 이 클래스를 빼세요.`,
    'foreign-label': (f) =>
      `"${f.column}" 열의 ${f.rows}행은 지정한 클래스가 아닙니다(예: "${f.value}"). 클래스에 넣거나 그 행을 빼세요.`,
    'bad-weights': (f) => `가중치 열 "${f.column}"의 ${f.rows}행이 비었거나 음수이거나 유한하지 않습니다. 고치세요.`,
    'too-large': (f) => `"${f.column}" 열의 값 ${f.value}: 절댓값이 1e140보다 큰 수는 쓸 수 없습니다.`,
    'too-many-levels': (f) =>
      `"${f.column}" 열은 값이 ${f.limit}가지가 넘고, 값마다 특징이 하나씩 생깁니다. 이 열을 빼거나 숫자로 바꾸세요.`,
    'no-features': (f) => `"${f.column}" 열을 예측하는 데 쓸 열이 남지 않았습니다. 값이 없거나 하나뿐인 열은 뺐습니다.`,
    'too-many-sums': (f) =>
      `한 문장에 합이 (클래스 수 − 1) × (특징 수 + 1) + 2, 곧 ${f.sums}개 필요한데 한도는 ${f.limit}개입니다. 열이나 범주를 줄이거나 일부를 내려받아 학습하세요.`,
    changed: (f) =>
      `학습하는 동안 테이블이 바뀌었습니다(행의 가중치 합 ${f.counted} → ${f.found}). 복사본으로 학습하세요.`,
  },

  WorkError: {
    'export-differs': (f) =>
      `${f.target}: 내보낸 결과가 모델의 예측과 ${f.difference}만큼 다릅니다(한도 ${f.bound}, ${f.rows}행 비교). 아무것도 저장하지 않았습니다. 모델과 함께 알려 주세요.`,
    'database-failed': (f) => `${f.file}: 데이터베이스 오류: ${f.found}.`,
    'out-of-memory': (f) => `${f.file}: 메모리가 부족해 읽을 수 없습니다. 메모리가 더 큰 컴퓨터에서 실행하세요.`,
    'no-space': (f) =>
      `${f.file}: ${f.needed}GB가 필요한데 디스크에 ${f.free}GB만 남았습니다. 공간을 비우거나 --tmp로 다른 폴더를 지정하세요.`,
    'disk-full': (f) => `${f.file}: 디스크가 가득 차서 쓸 수 없습니다. 공간을 비우고 다시 실행하세요.`,
    'no-permission': (f) => `${f.file}: 쓸 권한이 없습니다. 폴더의 권한을 확인하세요.`,
    'write-failed': (f) => `${f.file}: 쓸 수 없습니다(시스템 오류 ${f.found}). 디스크를 확인하고 다시 실행하세요.`,
  },

  RecipeError: {
    ...weightErrors,
    ...productErrors,
    'no-such-level': (f) => `${f.file}: "${f.column}" 열에는 "${f.level}" 값이 없습니다. 있는 값: ${f.known}.`,
    'no-such-category': (f) => `${f.file}: 모델이 쓰는 범주 열 중에 "${f.column}" 열이 없습니다.`,
    'no-such-column': noSuchColumn,
    'missing-column': (f) =>
      `${file(f)}모델에 필요한 "${f.column}" 열이 표에 없습니다.${f.nearest ? ` 가장 비슷한 이름은 "${f.nearest}"입니다.` : ''}`,
    'not-numeric': (f) =>
      `${file(f)}"${f.column}" 열은 학습할 때처럼 숫자여야 하는데 ${f.row}번째 행이 "${f.text}"입니다.`,
    'too-large': (f) =>
      `${file(f)}"${f.column}" 열의 ${f.row}번째 행은 ${f.value}입니다. 쓸 수 있는 가장 큰 수는 ${f.largest}입니다.`,
    'no-features': (f) => `${file(f)}"${f.target}" 열을 예측하는 데 쓸 열이 남지 않았습니다.`,
    'not-a-date': (f) => `${badDate(f)} 학습할 때의 형식으로 쓴 날짜가 아닙니다. 고치거나, 빠진 값으로 지정하세요.`,
    'mixed-dates': (f) =>
      `${badDate(f)} 나머지는 거의 모두 날짜입니다. 고치거나, 빠진 값으로 지정하거나, 열을 범주로 지정하세요.`,
    'ambiguous-date': (f) =>
      `${badDate(f)} 일과 월의 순서를 알 수 없습니다. 연-월-일로 쓰거나, 열을 범주로 지정하거나, 빼세요.`,
    'target-missing': (f) => `${target(f)} 모든 칸이 비어 있습니다.`,
    'target-constant': (f) => `${target(f)} 모든 칸이 ${f.value}입니다.`,
    'target-one-class': (f) => `${target(f)} 클래스가 "${f.value}" 하나뿐입니다. 학습하려면 두 개 이상이 필요합니다.`,
    'target-all-distinct': (f) => `${target(f)} ${f.rows}개의 값이 모두 다릅니다.`,
    'target-continuous': (f) =>
      f.row === undefined
        ? `${target(f)} ${f.rows}행에 서로 다른 수가 ${f.classes}개 있어, 클래스라기보다 측정값입니다.`
        : `${target(f)} 클래스가 아니라 측정값이 들어 있습니다(${f.row}번째 행이 ${f.value}).`,
    'unknown-class': (f) =>
      `${file(f)}"${f.column}" 열의 ${f.row}번째 행 "${f.value}"${josaAfter(String(f.value), '은/는')} 모델에 없는 클래스입니다(모델의 클래스: ${f.known}).`,
  },

  ModelError: {
    'not-json': (f) => `${file(f)}JSON이 아니므로 bridle 모델이 아닙니다.`,
    truncated: (f) => `${file(f)}모델 파일이 중간에 끊겼습니다. 저장이나 복사가 끝나지 않은 파일입니다.`,
    'no-shares': (f) => `${file(f)}모델에 학습할 때의 클래스 비율이 없어 --priors로 고칠 수 없습니다. 다시 학습하세요.`,
    'isotonic-priors': (f) =>
      `${file(f)}등위 회귀로 보정한 모델은 --priors로 고칠 수 없습니다. --uncalibrated를 함께 쓰거나 다른 방법으로 보정해 학습하세요.`,
    'not-a-model': (f) => `${file(f)}bridle 모델이 아닙니다.`,
    'newer-version': (f) =>
      `${file(f)}모델의 버전은 ${f.version}인데 이 bridle은 버전 ${f.known}까지 읽습니다. bridle을 새로 설치하세요.`,
    'bad-field': (f) => `${file(f)}모델의 "${f.field}" 항목이 잘못되었습니다: ${f.found}.`,
    'unknown-reading': (f) =>
      `${file(f)}이 bridle이 모르는 "${f.option}" 옵션으로 읽은 표에서 학습한 모델입니다. bridle을 새로 설치하세요.`,
    'wrong-dimensions': (f) =>
      `${file(f)}모델의 ${f.field} 항목은 클래스와 특징에 따라 수가 ${f.expected}개여야 하는데 ${f.found}개입니다.`,
    'not-finite': (f) =>
      `${file(f)}모델의 ${f.field} 항목 ${f.index}번째에 유한하지 않은 값 ${josa(String(f.found), '이/가')} 있습니다.`,
  },
};

function noSuchColumn(f: Facts): string {
  const hint = f.nearest ? ` 가장 비슷한 이름은 "${f.nearest}"입니다.` : '';
  return `${file(f)}"${f.column}" 열이 없습니다.${hint}`;
}

function badDate(f: Facts): string {
  return `${file(f)}"${f.column}" 열의 ${f.row}번째 행은 "${f.text}"입니다.`;
}

function target(f: Facts): string {
  return `${file(f)}"${f.column}"${josaAfter(String(f.column), '은/는')} 목표 열이 될 수 없습니다.`;
}

function file(f: Facts): string {
  return f.file === undefined ? '' : `${f.file}: `;
}

function textLine(f: Facts): string {
  return Number(f.line) > 0 ? `${f.file} ${f.line}번째 줄` : String(f.file);
}

function unimported({ reason, found }: Facts): string {
  if (reason === 'damaged') return `파일이 손상되었습니다(${found}). 다시 저장하세요.`;
  if (reason === 'no-part')
    return `"${found}"${josaAfter(String(found), '이/가')} 없습니다. docs/export.md에 나온 대로 저장하세요.`;
  if (reason === 'shape') return `"${found}"의 크기가 모델의 다른 부분과 맞지 않습니다. 다시 저장하세요.`;
  if (reason === 'not-finite') return `유한하지 않은 계수(${found})가 있습니다. 행이 없는 클래스를 빼고 학습하세요.`;
  if (reason === 'operator') return `${found} 연산은 선형 분류기에 쓰이지 않습니다. 분류기만 내보내세요.`;
  if (reason === 'one-vs-rest')
    return '클래스마다 나머지와 비교하는 모델이라 소프트맥스가 아닙니다. 다항(multinomial)으로 학습하세요.';
  if (reason === 'differs')
    return `파일에 든 예측과 ${found}만큼 다릅니다. 클래스마다 나머지와 비교하는 모델이면 다항(multinomial)으로 학습하고, 표준화했으면 mean_과 scale_을 넣으세요.`;
  return `Spark ML의 LogisticRegressionModel이 아닙니다${found ? `(${found})` : ''}. 그 단계의 폴더를 지정하세요.`;
}

function place(f: Facts): string {
  return Number(f.line) > 0 ? textLine(f) : `${f.file} ${f.row}번째 행`;
}

function cell(f: Facts): string {
  return `${place(f)}: "${f.column}" 열의`;
}

/** 클래스를 분리하는 것. */
function separated(f: Facts): string {
  const name = `"${f.class}" 클래스`;
  if (f.how === 'never') return `${name}에는 "${f.feature}"인 행이 없습니다.`;
  if (f.how === 'together') return '여러 열이 함께 클래스를 분리합니다.';
  return `${name}의 모든 행에서 "${f.feature}"${josaAfter(String(f.feature), '이/가')} 다른 클래스보다 ${f.how === 'above' ? '큽니다' : '작습니다'}.`;
}

/** 파이프라인에서만 확인할 수 있는 옵션 오류. 나머지는 명령줄이 먼저 검사한다. */
const badOptions: Sentences = {
  base: (f) => `--base: "${f.found}" 클래스가 없습니다.`,
  references: () => '--reference는 --l2 0과 함께 쓰세요.',
  cluster: (f) => `--cluster: 목표 열 "${f.found}"${josaAfter(String(f.found), '은/는')} 묶음이 될 수 없습니다.`,
  topK: (f) => `--top-k: 클래스가 ${f.found}개보다 적습니다. 더 작은 수를 쓰세요.`,
  l1: (f) =>
    f.found === 'texts'
      ? '--l1과 --l1-ratio는 텍스트 열과 함께 쓸 수 없습니다.'
      : `--l1: ${f.found}${josaAfter(String(f.found), '과/와')} 함께 쓸 수 없습니다.`,
  l1Ratio: (f) =>
    f.found === 'both'
      ? '--l1과 --l1-ratio는 함께 쓸 수 없습니다.'
      : '--l1-ratio는 --l2 숫자와 함께 쓸 수 없습니다. --C를 쓰세요.',
  l1Summary: () => '--l1과 --l1-ratio는 --summary와 함께 쓸 수 없습니다.',
  l1Solver: () => '--l1과 --l1-ratio는 --solver auto나 proximal과만 함께 쓸 수 있습니다.',
  learningRate: () => '--learning-rate는 --solver gd나 sgd와 함께 쓰세요.',
  weight: (f) => `--weight: 목표 열 "${f.found}"${josaAfter(String(f.found), '은/는')} 가중치가 될 수 없습니다.`,
  classWeight: (f) => `--class-weight: 가중치는 0보다 큰 수여야 하는데 "${f.found}"입니다.`,
  classWeightSummary: () =>
    '--class-weight는 --summary와 함께 쓸 수 없습니다. 클래스 가중치가 있으면 추정값과 표준오차가 표본의 것이 아닙니다.',
  batchSize: () => '--batch-size는 --solver sgd와 함께 쓰세요.',
  solver: (f) =>
    f.found === 'newton'
      ? '--solver newton: 가중치가 너무 많아 쓸 수 없습니다. auto나 lbfgs를 쓰세요.'
      : `--solver ${f.found}: 텍스트 열이 있으면 쓸 수 없습니다. auto나 newton을 쓰세요.`,
  ngrams: (f) => `--ngrams: words=1-2,chars=2-5처럼 1부터 100까지의 범위여야 하는데 ${f.found}입니다.`,
  tmp: () => '--tmp는 --memory와 함께 쓰세요.',
  memory: () => '--memory: 적어도 32MB가 필요합니다.',
  exclude: (f) => `--drop: 목표 열 "${f.found}"${josaAfter(String(f.found), '은/는')} 뺄 수 없습니다.`,
};

/** --strict가 알아서 정하지 않는 열. */
const strictly: Sentences = {
  'row-numbers': () => '행 번호입니다.',
  'row-identifiers': () => '행마다 다른 정수입니다.',
  'nearly-distinct': (f) => `${f.rows}행에 서로 다른 텍스트가 ${f.values}개 있습니다.`,
  'decides-target': () => '그 열만으로 목표 열이 정해집니다.',
  dates: () => '날짜입니다.',
  text: () => '텍스트입니다.',
};

const inFile = ({ file }: Facts) => (file === '' || file === undefined ? '' : `${file}: `);

function otherOption(f: Facts): string {
  return `${f.option}: ${f.expected}이어야 하는데 ${josa(String(f.found), '이/가')} 왔습니다.`;
}

function koreanFlag(option: string): string {
  return ['newton', 'gd', 'sgd'].includes(option)
    ? `--solver ${option}`
    : `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** 저장된 학습 상태가 지금 요청과 다른 점. */
function unlike({ part, before, now }: Facts): string {
  if (part === 'table') return '내용이 다른 표로 하던 학습의 상태입니다.';
  if (part === 'embeddings') return '다른 임베딩 배열로 하던 학습의 상태입니다.';
  if (part === 'version') return `Bridle ${before} 버전으로 하던 학습의 상태이며, 지금 버전은 ${now}입니다.`;
  const value = (text: unknown) => (text === '' ? '없음' : String(text));
  return `옵션이 다른 학습의 상태입니다(${part}: 그때 ${value(before)}, 지금 ${value(now)}).`;
}
