"""Words: the fast segmenter against jieba itself, and places of words."""

import warnings

import pytest

from annot.annotate.segmenter import UNKNOWN, Words

TEXTS = [
    "青岛高新区坚持创新驱动，加快建设具有影响力的科技园区。",
    "重庆成都联合建设的西部科学城签署合作协议。",
    "规模以上工业增加值同比增长百分之五。",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_fast_segmenter_cuts_as_jieba_does(text):
    with warnings.catch_warnings():
        # jieba imports pkg_resources and has unescaped patterns; neither is ours to mend.
        warnings.simplefilter("ignore")
        import jieba

        jieba.setLogLevel(60)
        expected = jieba.lcut(text)
    assert list(Words.of(text).words) == expected


def test_words_know_their_places():
    words = Words.of("科技部门")
    assert words.words == ("科技", "部门")
    assert words.cuts(0, 3)
    assert not words.cuts(0, 2)
    assert words.tag_at(0, 2) == "n"
    assert words.tag_at(0, 3) == ""
    assert [token.word for token in words.tokens(1, 4)] == ["技", "部门"]


def test_a_word_of_no_dictionary_is_marked_as_unknown():
    tags = {token.word: token.tag for token in Words.of("合源生物").tokens(0, 4)}
    assert tags["合源"] == UNKNOWN


def test_an_empty_text_has_no_words():
    assert Words.of("").words == ()
