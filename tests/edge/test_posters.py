"""Posters: an invitation as a picture whose QR code leads to the link."""

from io import BytesIO

import segno
from PIL import Image

from edge.house import House

QR_AREA = (126, 810, 566, 1250)


async def test_an_invitation_is_a_picture_whose_code_leads_to_the_link() -> None:
    house = House()
    async with house.client(await house.token()) as client:
        answer = await client.get("/v1/invite/poster")
        invite = (await client.get("/v1/invite")).json()
    assert answer.headers["content-type"] == "image/png"
    meant = segno.make(invite["link"], micro=False, error="m").matrix
    with Image.open(BytesIO(answer.content)) as picture:
        assert picture.size == (1080, 1440)
        assert _modules(picture, len(meant)) == meant


def _modules(picture: Image.Image, side: int) -> tuple[bytearray, ...]:
    """The dark squares of the QR code in a picture, so many a side."""
    dark = picture.convert("L").crop(QR_AREA).point(lambda level: 255 if level < 128 else 0)
    left, top, right, _ = dark.getbbox()
    step = (right - left) // side
    middles = [step * each + step // 2 for each in range(side)]
    return tuple(bytearray(dark.getpixel((left + x, top + y)) // 255 for x in middles) for y in middles)
