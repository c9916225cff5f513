"""Runs in an environment with torch and transformers: makes tiny checkpoints, annotates with them, prints what came."""

import json
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

from annot.annotate import Annotator
from annot.annotate.gazetteer import Gazetteer
from annot.annotate.learned import load_models
from annot.annotate.reading import Reading
from annot.errors import ModelError

LABELS = ("O", "B-INSTITUTE", "I-INSTITUTE", "B-VALUE", "I-VALUE")
CHARACTERS = "走进前湾创客坊记者来到采访。，万亿元5"


def tokenizer() -> PreTrainedTokenizerFast:
    words = {word: number for number, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *CHARACTERS])}
    made = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
        model_max_length=512,
    )  # fmt: skip


def checkpoint(folder: Path, labels: tuple[str, ...] = LABELS) -> Path:
    """Write a tiny checkpoint that has learnt two sentences by heart: 前湾创客坊 is an institute."""
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=4 + len(CHARACTERS), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=512, id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )  # fmt: skip
    tokens = tokenizer()
    model = BertForTokenClassification(config)
    teach(model, tokens, labels)
    model.save_pretrained(folder)
    tokens.save_pretrained(folder)
    return folder


def teach(model: BertForTokenClassification, tokens: PreTrainedTokenizerFast, labels: tuple[str, ...]) -> None:
    text = "走进前湾创客坊，记者来到采访。5亿元，万元。"
    tags = [0, 0, 1, 2, 2, 2, 2, *[0] * 8, 3, 4, 4, 0, 0, 0, 0]
    rows = tokens([text, text[7:] + text[:7]], return_tensors="pt", padding=True)
    gold = torch.tensor([[-100, *tags, -100], [-100, *tags[7:], *tags[:7], -100]])
    steps = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(150):
        steps.zero_grad()
        model(**rows, labels=gold).loss.backward()
        steps.step()


def spans(annotator: Annotator, *paragraphs: str) -> list[list[object]]:
    return [
        [number, span.start, span.end, span.label, span.source]
        for number, (found, _) in enumerate(annotator.annotate(paragraphs))
        for span in found
        if span.label == "INSTITUTE"
    ]


def refusal(folder: Path) -> str:
    try:
        load_models([folder])
    except ModelError as error:
        return str(error)
    return "accepted"


def main(scratch: Path) -> None:
    folder = checkpoint(scratch / "workshops")
    annotator = Annotator(models=[folder])
    (model,) = load_models([folder])
    long = "，记者来到采访" * 100 + "走进前湾创客坊。"
    unfinished = checkpoint(scratch / "unfinished")
    (unfinished / "model.safetensors").unlink()
    print(  # noqa: T201 - the test reads it
        json.dumps(
            {
                "plain": spans(Annotator(), "走进前湾创客坊。"),
                "found": spans(annotator, "走进前湾创客坊。", "记者来到采访。", "走进前湾创客坊。"),
                "long": spans(annotator, long),
                "length": len(long),
                "labels": sorted(
                    {c.label for c in model.candidates(Reading.of("5亿元，走进前湾创客坊", Gazetteer()), [])}
                ),
                "version": annotator.version.rpartition("+")[2],
                "foreign": refusal(checkpoint(scratch / "foreign", ("O", "B-LOC", "I-LOC", "B-X", "I-X"))),
                "unfinished": refusal(unfinished),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
