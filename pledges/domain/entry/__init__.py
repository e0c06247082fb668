"""What a person types into a field of a claim is read into the values of `claims.md`; these are shown to type again."""
