// Questions of customers in Korean, in six classes: sentences of our own, put together so that the nouns meet each other's
// particles. `particles` says which of them may follow the nouns.

const nouns: Record<string, string[]> = {
  배송: ['배송', '택배', '송장', '도착일', '운송장'],
  환불: ['환불', '반품', '취소', '결제취소', '환급'],
  결제: ['카드', '결제', '할부', '영수증', '계좌이체'],
  회원: ['비밀번호', '아이디', '회원가입', '로그인', '탈퇴'],
  상품: ['사이즈', '색상', '재고', '품질', '무게'],
  쿠폰: ['쿠폰', '적립금', '할인', '포인트', '이벤트'],
};
const openings = ['', '혹시 ', '안녕하세요 ', '어제부터 ', '죄송한데 '];
const endings = [
  '어떻게 되나요',
  '확인 좀 부탁드려요',
  '문제가 있는 것 같아요',
  '알려 주세요',
  '다시 봐 주실 수 있나요',
  '궁금해서 문의드립니다',
];

/** All particles that the sentences use; none of them is decisive for a class. */
export const PARTICLES = ['이', '은', '을', '도', '만', '까지', '부터', '에서'] as const;

/** Lines "text,topic" with a header, a sentence for each noun, particle and some of the openings and endings. */
export function koreanQuestions(particles: readonly string[], copies: number): string {
  const lines = ['text,topic'];
  let turn = 0;
  for (const [topic, words] of Object.entries(nouns)) {
    for (const noun of words) {
      for (let i = 0; i < copies; i += 1) {
        const opening = openings[(turn * 7 + i) % openings.length];
        const ending = endings[(turn * 5 + i * 3) % endings.length];
        lines.push(`${opening}${noun}${particles[turn % particles.length]} ${ending},${topic}`);
        turn += 1;
      }
    }
  }
  return `${lines.join('\n')}\n`;
}
