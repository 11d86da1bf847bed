"""UCP: providers that speak the Universal Commerce Protocol over REST, seen through the app's ports."""
