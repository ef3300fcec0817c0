"""The two engines that read letters: PP-OCR (RapidOCR, on ONNX Runtime) and Tesseract. Of different families, so they err differently.

Loaded when the first picture is to be read, once a process. Nothing is fetched: the models of the first are in its wheel, those of the
second are files of the system.
"""

import os
from collections.abc import Sequence
from functools import cache
from typing import Any

import cv2
import numpy as np
from msgspec import Struct

from extract.ocr.installed import LANGUAGE, second_engine_data
from extract.ocr.picture import Grey

_SHAPE = [3, 48, 96]
"""Channels, height and least width of what the model is given; narrower it takes a lone 0 for an O."""
_BATCH = 4
"""Pieces of like width read at once: more are slower, for all are as wide as the widest."""
_LETTER = 34
"""Pixels of a capital letter at which Tesseract errs least."""
_SINGLE_LINE = 7


class Read(Struct, frozen=True):
    """What an engine reads. score: 0 to 1; it sorts what a person is asked, it proves nothing."""

    text: str
    score: float


@cache
def _first() -> Any:
    """RapidOCR's recogniser with one thread. Its classifier of turned lines stays off: it turns upright short numbers on their head."""
    from rapidocr import RapidOCR

    cv2.setNumThreads(1)
    engine = RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    reader = engine._load_rec_model()
    reader.rec_image_shape, reader.rec_batch_num = _SHAPE, _BATCH
    return reader


@cache
def _second() -> Any:
    """Tesseract for single lines; None where it is not there."""
    data = second_engine_data()
    if data is None:
        return None
    import tesserocr

    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    return tesserocr.PyTessBaseAPI(path=str(data), lang=LANGUAGE, psm=_SINGLE_LINE)


def read_first(cuts: Sequence[Grey]) -> list[Read]:
    """What the first engine reads in each picture of one line."""
    if not cuts:
        return []
    from rapidocr.ch_ppocr_rec.typings import TextRecInput

    found = _first()(TextRecInput(img=[cv2.cvtColor(cut, cv2.COLOR_GRAY2BGR) for cut in cuts], return_word_box=False))
    return [Read(text.strip(), float(score)) for text, score in zip(found.txts, found.scores, strict=True)]


def read_second(cut: Grey, letter: float) -> Read | None:
    """What the second engine reads; None where it is not there. letter: height of a capital in the picture, in pixels."""
    engine = _second()
    if engine is None:
        return None
    scale = _LETTER / max(letter, 1.0)
    wide = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    wide = cv2.copyMakeBorder(wide, 12, 12, 16, 16, cv2.BORDER_CONSTANT, value=255.0)
    data = np.ascontiguousarray(wide, np.uint8)
    engine.SetImageBytes(data.tobytes(), data.shape[1], data.shape[0], 1, data.shape[1])
    text = str(engine.GetUTF8Text()).strip()
    return Read(text, engine.MeanTextConf() / 100)
