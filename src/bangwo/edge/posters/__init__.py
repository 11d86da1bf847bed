"""Posters: an invitation as a picture to send or print, with its link as a QR code and the code in letters."""

from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_INK, _SHEET = "#241d16", "#fffdf9"
_QR_AT, _QR_SIDE = (126, 810), 440
_CODE_AT, _CODE_SIZE = (606, 1126), 56


@lru_cache(maxsize=64)
def poster(link: str, code: str, language: str) -> bytes:
    """A PNG of 1080 by 1440 pixels: the drawing of that language (else of zh-Hans), QR of the link, and the code."""
    from PIL import ImageDraw, ImageFont  # noqa: PLC0415 (few ever ask for a picture, and it loads slowly)

    picture = _drawing(language if language in LANGUAGES else LANGUAGES[0]).copy()
    picture.paste(_qr(link), _QR_AT)
    font = ImageFont.load_default(_CODE_SIZE)
    ImageDraw.Draw(picture).text(_CODE_AT, code, fill=_INK, font=font)
    out = BytesIO()
    picture.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _drawing(language: str) -> "Image":
    from PIL import Image  # noqa: PLC0415

    with Image.open(BytesIO((files(__name__) / f"{language}.png").read_bytes())) as drawn:
        return drawn.convert("RGB")


def _qr(link: str) -> "Image":
    """A square of whole pixels a module, at most as wide as its place, with the quiet margin that readers need."""
    import segno  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    code = segno.make(link, micro=False, error="m")
    out = BytesIO()
    scale = _QR_SIDE // code.symbol_size(border=4)[0]
    code.save(out, kind="png", scale=scale, border=4, dark=_INK, light=_SHEET)
    whole = Image.new("RGB", (_QR_SIDE, _QR_SIDE), _SHEET)
    with Image.open(out) as drawn:
        margin = (_QR_SIDE - drawn.width) // 2
        whole.paste(drawn.convert("RGB"), (margin, margin))
    return whole
