/** Counters that native numerals go with (`열두 명`, `세 살`); Sino words go with the others. */
export const nativeCounters: ReadonlySet<string> = new Set(
  '명 사람 개 주년 곳 군데 대 척 채 마리 그루 권 장 편 차례 번 번째 표 가지 쌍 팀 종 점 발 달 해 살 시간 배 갑절 골 잔 병 통 벌 켤레 송이 자루 방 줄 나라 가족 끼 박 식구 남매 자녀 형제 아이 남자 여자 남성 여성 소년 소녀 어린이 학생 걸음 마디 바퀴 자릿수 자리 상자 업체 기업 회사 은행 국가 정당 도시 지역 학교 병원 마을 경기 시즌 라운드 건 목숨 개국 개사 석 주 째 단계 그룹 달러 명의 가구 년 주일 개월 세대 포기 분'.split(
    ' ',
  ),
);

/** The ones that 한 counts; before other nouns it means "a certain" (`한 병원`). */
export const singleCounters: ReadonlySet<string> = new Set(
  '명 사람 개 곳 군데 대 척 채 마리 그루 권 장 편 차례 번 번째 표 가지 쌍 점 발 달 해 살 시간 배 골 잔 병 통 벌 켤레 송이 자루 줄 끼 박 걸음 바퀴 자릿수 자리 상자 주 건 석 단계 가구 년 개월 세대 포기'.split(
    ' ',
  ),
);

/** Compounds that only look like a native numeral with its counter. */
export const notCounted: ReadonlySet<string> = new Set(
  '한편 한번 한때 한층 한판 한점 한발 한창 한해 서방 서점 서장 서해 서명 수박 수명 수건 수표 수척 수회 수석 수권 수종 수대 수장 수점 수발 수정 수문 수분 수통 수병 수동 수층 수기 수방 수줄 세대 세편 세표 세기 세점 세통 세척 두통 두발 두건 두점 두부 네편 네기 너비 너무 석방 석권 석장 석기 석유 닷새 엿새 열대 열기 열정 열병 열차 열쇠 몇몇 다섯째 대표 대대'.split(
    ' ',
  ),
);
