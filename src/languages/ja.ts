import { englishStrings } from './en/strings.ts';
import { genericPack } from './generic.ts';
import type { LanguagePack } from './pack.ts';

export const japanese: LanguagePack = genericPack('ja', '日本語', englishStrings, {
  stop: `の に は を た が で て と し れ さ ある いる も する から な こと として い や れる など なっ ない この ため その あっ よう また
    もの という あり まで られ なる へ か だ これ によって により おり より による ず なり です ます でした ました だっ`,
  quotes: { pairs: { '「': '」', '『': '』', '“': '”', '《': '》' }, apostrophes: false },
  hedges: {
    possibility:
      '可能性がある, 可能性もある, かもしれない, 恐れがある, おそれがある, とみられる, と見られる, ようだ, らしい, おそらく, だろう',
    expectation: '見通し, 見込み, 予定, と予想される, とみている',
    allegation: '疑い, 容疑, とされる, 疑惑',
    hearsay: 'という, によると, と伝えられる, そうだ',
    plan: '方針, 意向, 計画, 検討している, 目指す',
  },
  negations: 'ない, なかった, ません, ではない, せず, ずに, なし, 否定, 拒否, 未だ',
  causes: 'ため, によって, により, が原因, を受けて, 影響で, せいで, ことから, 引き起こし',
  unspaced: true,
  typography: {
    script: 'cjk',
    quotes: ['「', '」', '『', '』'],
    headlineCharsMax: 40,
    standfirstCharsMax: 110,
  },
});
