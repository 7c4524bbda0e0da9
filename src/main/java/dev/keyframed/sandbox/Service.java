package dev.keyframed.sandbox;

/** What the three calls of the API share. */
record Service(Account account, FaultPlayer faults, Ledger ledger, Tasks tasks, Answers answers) {}
