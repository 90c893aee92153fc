package io.github.fleetmigrate.port;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A login on a machine. Commands run one at a time; closing it ends what still runs. */
public interface RemoteSession extends AutoCloseable {
  RemoteHosts.Address address();

  /** How the host was known: {@code "ED25519 SHA256:…"}; null where the {@code ssh} program saw to it. */
  String hostKey();

  /** How long the connection and the login took, without what a person was asked meanwhile; null where that is not known. */
  default Duration connecting() {
    return null;
  }

  /** Private keys' files that a person opened here and that led in: a program without a terminal cannot have them opened. */
  default List<String> opened() {
    return List.of();
  }

  /** What a person should know, such as that the {@code ssh} program had to be taken; null if nothing. */
  String remark();

  /**
   * Runs a program on the machine, without a terminal and with nothing on its standard input.
   *
   * @param arguments the program and its arguments; each is quoted, so none is ever read by the remote shell
   * @param timeout after which the result says {@code TIMED_OUT} and holds what came until then; the session may be closed
   *     then, and is after a cancelled call, which ends as {@code CANCELLED}
   * @return as {@link CommandRunner#run}
   * @throws IOException where the connection broke
   */
  CommandRunner.Result run(List<String> arguments, Duration timeout, Cancellation cancellation) throws IOException;

  @Override
  void close();
}
