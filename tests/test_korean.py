"""Particles: what they are after the words of a machine-learning course, laws that hold for every word, other libraries."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qgen.korean import PARTICLES, Particle, blank_particle, is_hangul, particle, reading_needed

# --- words that need no reading: the same batchim, the same three particles ------------------------------------------------

VOWEL = "는 가 를 와 로 란 다"
RIEUL = "은 이 을 과 로 이란 이다"
OTHER = "은 이 을 과 으로 이란 이다"
FORMS = "은/는 이/가 을/를 과/와 으로/로 이란/란 이다/다".split()

HANGUL = {
    VOWEL: """머신러닝의 기초|파라미터|하이퍼파라미터|활성화 함수|손실 함수|배치 크기|가중치|은닉층 수|에포크|드롭아웃 비율의 차|최적화|
        과대적합 여부|정규화|배치 정규화|가중치 감쇠|교차 검증 점수|랜덤 포레스트|의사결정 트리|서포트 벡터|오토인코더|트랜스포머|
        어텐션 구조|임베딩 차원 수|데이터|전이 학습 효과|분류|회귀|정밀도|정확도|민감도|특이도|모멘텀 계수|옵티마이저""",
    RIEUL: """학습률|모델|앙상블|커널|확률|재현율|은닉 마르코프 모델|레이블|드롭아웃 비율|과적합의 예방을 위한 기술|스케일|레이어 스킬|
        샘플|부스팅의 틀|비율|튜닝 툴|채널|픽셀|신호의 길|오류율|베이즈 룰""",
    OTHER: """딥러닝|머신러닝|인공지능|신경망|합성곱 신경망|순환 신경망|강화 학습|지도 학습|비지도 학습|경사 하강법|확률적 경사 하강법|
        과적합|과소적합|드롭아웃|역전파 알고리즘|조기 종료 기준|은닉층|편향|분산|풀링|배깅|부스팅|스태킹|군집|차원 축소 기법|주성분|
        교차 검증|평가 지표 값|어텐션|퍼셉트론|다층 퍼셉트론|결정 경계선|모멘텀|값|닭|여덟|몫|넋""",
}

WRITTEN = {
    # capitals are read by the name of the last letter
    VOWEL: """AI|DL의 예|AUC|RMSE|MAE|LSTM의 수|GPU|CPU|TPU|PCA|SGD|RBF|GRU|TF-IDF|BERT|A|F|H|S|X|Z|MSE|NLP|t-SNE|XGB|YOLO|MNIST|
        Conv2D|Conv2d|A/B|I/O|RLHF|SOTA|Type A|C|k|x|top-k|top-p|GPT-4o|TF-IDF|U.S.A.|LOSS|word2vec의 x|16GB|7B|10K|
        L2|ℓ의 L2|GPT-4|ResNet-152|top-5|k=5|λ|α|β|γ|η|θ|σ|μ|µ|π|φ|Δ|∞|𝜆|β₂|$\\lambda$|\\eta|$\\vartheta$|학습률 $\\eta$|∆의 Δx|
        50%|10 %|0.1%|5％|%|0.5|2|4|5|9|24|1004|0.05|1.5|-2|1000000000000|2019|ResNet 2022|k-means의 4""",
    RIEUL: """ML|DL|URL|R|L|SQL|AutoML의 ML|NCCL|XML|HTML|0.001|0.1|1|7|8|11|2017|18|38|-1|0.01|0.98|1,001|1,024 중 1|x=1|[0, 1]""",
    OTHER: """CNN|RNN|SVM|LSTM|LLM|GAN|VLM|K-NN|k-NN|KNN|DNN|R-CNN|DBSCAN|HMM|N|M|n|m|GMM|JSON|RAM|ε|ϵ|\\epsilon|ο|Υ|
        0|3|6|10|13|16|100|1000|10000|100000|10000000|100000000|1,000|10,000|0.6|0.3|0.0|0.10|1.0|30|200|2000|0.90|2020|2016|
        VGG16|bfloat16|CIFAR-10|fp16|epoch 10|top-10|N=3|k = 10|XGB 10""",
}


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(word.strip(), forms) for forms, words in table.items() for word in words.split("|")]


@pytest.mark.parametrize(("word", "forms"), [*cases(HANGUL), *cases(WRITTEN)])
def test_particles_after_a_word_that_can_be_read(word: str, forms: str) -> None:
    assert not reading_needed(word)
    assert [particle(word, form) for form in FORMS] == [Particle(form, certain=True) for form in forms.split()]
