package io.github.fleetmigrate.nixeval;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A value that nix gave, or why it gave none: exactly one of the two. */
public final class Evaluated<T> {
  private final T value;
  private final NixFailure failure;

  private Evaluated(T value, NixFailure failure) {
    this.value = value;
    this.failure = failure;
  }

  public static <T> Evaluated<T> of(T value) {
    return new Evaluated<>(Objects.requireNonNull(value), null);
  }

  public static <T> Evaluated<T> failed(NixFailure failure) {
    return new Evaluated<>(null, Objects.requireNonNull(failure));
  }

  public boolean succeeded() {
    return value != null;
  }

  public Optional<T> value() {
    return Optional.ofNullable(value);
  }

  public Optional<NixFailure> failure() {
    return Optional.ofNullable(failure);
  }

  public <R> Evaluated<R> map(Function<T, R> function) {
    return value == null ? failed(failure) : of(function.apply(value));
  }

  public <R> Evaluated<R> flatMap(Function<T, Evaluated<R>> function) {
    return value == null ? failed(failure) : function.apply(value);
  }

  @Override
  public String toString() {
    return value == null ? failure.toString() : value.toString();
  }
}
