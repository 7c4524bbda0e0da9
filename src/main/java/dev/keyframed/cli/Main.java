package dev.keyframed.cli;

/** The one executable. */
public final class Main {
  private Main() {}

  /** Starts the command that the arguments name. */
  public static void main(String[] args) {
    System.out.println("keyframed");
  }
}
