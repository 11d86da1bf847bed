"""Words that people say differently: dialects, English inside Chinese, fillers. Data only."""
