"""The pages of the worker register: the employer's, the association's counts, cases, agencies."""
