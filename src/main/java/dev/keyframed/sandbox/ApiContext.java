package dev.keyframed.sandbox;

/** Holds what the three calls of the API share. */
record ApiContext(
    SimulatedAccount account, FaultPlayer faults, Ledger ledger, Tasks tasks, ApiAnswers answers) {}
