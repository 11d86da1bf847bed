"""The sandbox city: merchants, cinemas and a payment service as programs of their own."""
