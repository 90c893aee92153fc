package io.github.fleetmigrate.catalog;

import java.util.List;

/** A catalogue that cannot be used, with everything that is wrong with it. */
public final class CatalogException extends Exception {
  private final transient List<CatalogProblem> problems;

  public CatalogException(String message, List<CatalogProblem> problems) {
    super(message);
    this.problems = List.copyOf(problems);
  }

  public List<CatalogProblem> problems() {
    return problems;
  }
}
