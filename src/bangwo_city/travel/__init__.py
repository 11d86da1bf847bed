"""Travel: journeys, stays and admissions, kept and sold at a desk of their own each."""
