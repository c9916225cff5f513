"""The metric `seqeval` for `evaluate` where there is no Hub: what the stock training script asks of it."""

import datasets
import evaluate
from seqeval.metrics import accuracy_score, classification_report


class Seqeval(evaluate.Metric):
    """The scores of the package seqeval under the names that `evaluate` gives them."""

    def _info(self):
        tags = datasets.Sequence(datasets.Value("string"))
        features = datasets.Features({"predictions": tags, "references": tags})
        return evaluate.MetricInfo(description="seqeval", citation="", features=features)

    def _compute(self, predictions, references):
        report = classification_report(references, predictions, output_dict=True, zero_division=0)["micro avg"]
        names = {"precision": "precision", "recall": "recall", "f1": "f1-score"}
        scores = {f"overall_{name}": float(report[told]) for name, told in names.items()}
        return scores | {"overall_accuracy": accuracy_score(references, predictions)}
