package dev.keyframed.sandbox;

/** Holds what the three calls of the API share. */
record Service(Account account, FaultPlayer faults, Ledger ledger, Tasks tasks, Answers answers) {}
