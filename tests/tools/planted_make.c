/*
 * A program that must never pass for a verifier: its source is named as one that makes, and it holds a symbol of the vault.
 */
int cf_vault_planted(void);
int cf_verify_record(void);

static volatile int kept =
    0; /* a local symbol, so that the name of this file stays in the program */

int cf_vault_planted(void)
{
    return kept;
}

int cf_verify_record(void)
{
    return kept;
}

int main(void)
{
    return cf_vault_planted() + cf_verify_record();
}
