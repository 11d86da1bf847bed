"""Pay: a sandbox payment service in the shape of Alipay's open gateway."""

from bangwo_city.pay.gateway import add_options, build

__all__ = ["add_options", "build"]
