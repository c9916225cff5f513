"""Make a tiny BERT for a release and train it the usual way, in an environment with torch; print what came as JSON."""

import json
import sys
from pathlib import Path

from datasets import load_dataset
from transformers import (
    AutoModelForTokenClassification,
    AutoTokenizer,
    BertConfig,
    BertModel,
    BertTokenizerFast,
    DataCollatorForTokenClassification,
    Trainer,
    TrainingArguments,
)


def make_model(rows, target):
    """Write a model with random weights that knows the characters of a release."""
    characters = sorted({token for split in rows.values() for tokens in split["tokens"] for token in tokens})
    target.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]
    (target / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    BertTokenizerFast(str(target / "vocab.txt"), do_lower_case=False).save_pretrained(target)
    sizes = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    BertModel(BertConfig(vocab_size=len(words), **sizes)).save_pretrained(target)


def encode(tokenizer, examples):
    encoded = tokenizer(examples["tokens"], is_split_into_words=True, truncation=True)
    encoded["labels"] = [
        [-100 if word is None else tags[word] for word in encoded.word_ids(row)]
        for row, tags in enumerate(examples["ner_tags"])
    ]
    return encoded


def probe(folder, scratch):
    rows = load_dataset(folder, "ner")
    make_model(rows, scratch / "model")
    tokenizer = AutoTokenizer.from_pretrained(scratch / "model")
    names = rows["train"].features["ner_tags"].feature.names
    encoded = rows.map(lambda examples: encode(tokenizer, examples), batched=True)
    model = AutoModelForTokenClassification.from_pretrained(scratch / "model", num_labels=len(names))
    arguments = TrainingArguments(scratch / "trained", max_steps=2, report_to="none", use_cpu=True)
    collator = DataCollatorForTokenClassification(tokenizer)
    trainer = Trainer(model, arguments, collator, encoded["train"], encoded["validation"])
    trainer.train()
    told = [[label for label in labels if label != -100] for split in encoded.values() for labels in split["labels"]]
    return {
        "steps": trainer.state.global_step,
        "eval_loss": trainer.evaluate()["eval_loss"],
        "unknown": sum(ids.count(tokenizer.unk_token_id) for split in encoded.values() for ids in split["input_ids"]),
        "labels are tags": told == [tags for split in rows.values() for tags in split["ner_tags"]],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe(sys.argv[1], Path(sys.argv[2]))) + "\n")
