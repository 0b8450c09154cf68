"""The transformer of multilingual-e5-small as an ONNX graph: 4-bit weights, float32 arithmetic.

Inputs are the word embeddings `words [text, token, hidden]`, `attention_mask [text, token]` and
`position_ids [token]`; the output `embedding [text, hidden]` is the masked mean of the last layer
at unit length. Architecture: BERT (Devlin et al., 2019) with exact GELU. The weights stay packed
(`MatMulNBits`): the runtime unpacks them tile by tile, so that the model takes a seventh of the
memory of float32 weights and gives the same vectors.
"""

from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from aurora.infrastructure.models.e5_file import BLOCK, Blocks, E5File

OPSET = 20
EXTERNAL_FROM_BYTES = 1024
MASKED = np.float32(-1e9)
FLOAT32_PRECISION = 1
HEADS_AT_ONCE = 2  # the scores of all twelve would take 13 MB of a long text, several times over


class E5Graph:
    """Writes the graph; every step adds nodes and gives the name of its result."""

    def __init__(self, file: E5File) -> None:
        self.file = file
        self.shape = file.shape
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def model(self) -> onnx.ModelProto:
        """Build the whole model."""
        shape = self.shape
        mask = self.node("Cast", "mask", "attention_mask", to=TensorProto.FLOAT)
        hidden = self.embed()
        bias = self.attention_bias(mask)
        for number in range(shape.layers):
            hidden = self.layer(f"l{number}", hidden, bias)
        self.pool(hidden, mask)
        graph = helper.make_graph(
            self.nodes,
            "e5",
            [
                helper.make_tensor_value_info("words", TensorProto.FLOAT, ["b", "s", shape.hidden]),
                helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["b", "s"]),
                helper.make_tensor_value_info("position_ids", TensorProto.INT64, ["s"]),
            ],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["b", shape.hidden])],
            self.weights,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10)

    def embed(self) -> str:
        """Add positions and the one token type to the words."""
        positions = self.file.vector("emb.pos").reshape(-1, self.shape.hidden)
        token_type = self.file.vector("emb.type")[: self.shape.hidden]
        table = self.weight("positions", positions + token_type)
        placed = self.node("Gather", "placed", table, "position_ids")
        return self.normalised("embedded", "emb.ln", self.node("Add", "summed", "words", placed))

    def attention_bias(self, mask: str) -> str:
        """Turn the mask into numbers that silence padding: `[text, 1, 1, token]`."""
        padding = self.node("Sub", "padding", self.weight("one", np.float32(1)), mask)
        silenced = self.node("Mul", "silenced", padding, self.weight("masked", MASKED))
        axes = self.weight("head_axes", np.array([1, 2]))
        return self.node("Unsqueeze", "bias", silenced, axes)

    def layer(self, name: str, hidden: str, bias: str) -> str:
        """Add one encoder layer: attention and feed-forward network, each with its residual."""
        width, inner = self.shape.hidden, self.shape.feed_forward
        context = self.attention(name, hidden, bias)
        attended = self.linear(f"{name}.ao", context, width, width)
        summed = self.node("Add", f"{name}.attended", attended, hidden)
        middle = self.normalised(f"{name}.middle", f"{name}.aln", summed)
        wide = self.node("Gelu", f"{name}.wide", self.linear(f"{name}.fi", middle, width, inner))
        narrow = self.linear(f"{name}.fo", wide, inner, width)
        summed = self.node("Add", f"{name}.fed", narrow, middle)
        return self.normalised(f"{name}.out", f"{name}.oln", summed)

    def attention(self, name: str, hidden: str, bias: str) -> str:
        """Add scaled dot-product attention, few heads after few; the scale is folded into the
        queries.
        """
        scale = 1 / sqrt(self.shape.hidden // self.shape.heads)
        queries = self.heads(f"{name}.q", hidden, [0, 2, 1, 3], scale)
        keys = self.heads(f"{name}.k", hidden, [0, 2, 3, 1])
        values = self.heads(f"{name}.v", hidden, [0, 2, 1, 3])
        few = enumerate(zip(queries, keys, values, strict=True))
        mixed = [self.mixture(f"{name}.{number}", *heads, bias) for number, heads in few]
        together = self.node("Concat", f"{name}.mixed", *mixed, axis=1)
        joined = self.node("Transpose", f"{name}.joined", together, perm=[0, 2, 1, 3])
        flat = self.weight("flat", np.array([0, 0, self.shape.hidden]))
        return self.node("Reshape", f"{name}.context", joined, flat)

    def mixture(self, name: str, queries: str, keys: str, values: str, bias: str) -> str:
        """Mix the values by how well queries and keys agree."""
        product = self.node("MatMul", f"{name}.qk", queries, keys)
        scores = self.node("Add", f"{name}.scores", product, bias)
        weights = self.node("Softmax", f"{name}.weights", scores, axis=-1)
        return self.node("MatMul", f"{name}.mixture", weights, values)

    def heads(self, name: str, hidden: str, order: list[int], scale: float = 1.0) -> list[str]:
        """Project and split into heads, the axes in the given order; give few heads after few."""
        width, heads = self.shape.hidden, self.shape.heads
        projected = self.linear(name, hidden, width, width, scale)
        split = self.weight("split", np.array([0, 0, heads, width // heads]))
        parted = self.node("Reshape", f"{name}.parted", projected, split)
        turned = self.node("Transpose", f"{name}.heads", parted, perm=order)
        few = [f"{name}.heads.{number}" for number in range(heads // HEADS_AT_ONCE)]
        self.nodes.append(helper.make_node("Split", [turned], few, axis=1, num_outputs=len(few)))
        return few

    def linear(self, name: str, x: str, columns: int, rows: int, scale: float = 1.0) -> str:
        """Multiply by a packed matrix and add its bias."""
        blocks = Blocks.unpack(self.file.matrix(f"{name}.w", columns))
        pairs = blocks.numbers[..., 0::2] | (blocks.numbers[..., 1::2] << 4)
        bias = self.file.vector(f"{name}.b") * np.float32(scale)
        no_zero_points, no_order = "", ""
        return self.node(
            "MatMulNBits",
            f"{name}.linear",
            x,
            self.weight(f"{name}.w", pairs),
            self.weight(f"{name}.scales", blocks.scales * np.float32(scale)),
            no_zero_points,
            no_order,
            self.weight(f"{name}.b", bias),
            domain="com.microsoft",
            K=columns,
            N=rows,
            bits=4,
            block_size=BLOCK,
            accuracy_level=FLOAT32_PRECISION,
        )

    def normalised(self, name: str, norm: str, x: str) -> str:
        """Add layer normalisation."""
        scale = self.weight(f"{norm}.w", self.file.vector(f"{norm}.w"))
        bias = self.weight(f"{norm}.b", self.file.vector(f"{norm}.b"))
        epsilon = self.shape.epsilon
        return self.node("LayerNormalization", name, x, scale, bias, axis=-1, epsilon=epsilon)

    def pool(self, hidden: str, mask: str) -> str:
        """Take the mean over the tokens that are there, at unit length."""
        first = self.weight("axis_1", np.array([1]))
        wide_mask = self.node("Unsqueeze", "wide_mask", mask, self.weight("axis_2", np.array([2])))
        kept = self.node("Mul", "kept", hidden, wide_mask)
        total = self.node("ReduceSum", "total", kept, first, keepdims=0)
        count = self.node("ReduceSum", "count", mask, first, keepdims=1)
        mean = self.node("Div", "mean", total, count)
        length = self.node("ReduceL2", "length", mean, first, keepdims=1)
        return self.node("Div", "embedding", mean, length)

    def weight(self, name: str, value: NDArray[Any] | np.float32) -> str:
        """Add a constant; one of that name that is there already is meant."""
        if not any(weight.name == name for weight in self.weights):
            array = np.ascontiguousarray(value).reshape(np.shape(value))
            self.weights.append(numpy_helper.from_array(array, name))
        return name

    def node(self, operation: str, name: str, *inputs: str, **attributes: Any) -> str:  # noqa: ANN401 - what ONNX takes
        """Add an operation whose only result bears its name."""
        self.nodes.append(helper.make_node(operation, inputs, [name], name=name, **attributes))
        return name


def write_graph(file: E5File, path: Path) -> None:
    """Write the graph, its weights beside it in `weights.bin` for processes to share."""
    onnx.save(
        E5Graph(file).model(),
        path,
        save_as_external_data=True,
        location="weights.bin",
        size_threshold=EXTERNAL_FROM_BYTES,
    )
