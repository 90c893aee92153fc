package io.github.fleetmigrate.adapter.ssh;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.RemoteHosts.Address;
import io.github.fleetmigrate.port.RemoteHosts.Limits;
import io.github.fleetmigrate.port.RemoteHosts.RemoteFailure;
import io.github.fleetmigrate.port.RemoteHosts.Stage;
import io.github.fleetmigrate.port.RemoteHosts.Target;
import io.github.fleetmigrate.port.RemoteSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The user's {@code ssh} program: reads the configuration, and connects where sshj cannot. */
final class SshProgram {
  private static final String NO_NAME = "'`\"$\\;&<>|(){}*?";
  /** What the ssh program ends with where it was the connection that failed. */
  private static final int FAILED = 255;
  private final CommandRunner commands;
  private final Path config;
  private final Map<String, String> environment;
  private final String home;

  /**
   * @param config the configuration to read; null for the user's own
   * @param home what {@code ~} stands for
   */
  SshProgram(CommandRunner commands, Path config, Map<String, String> environment, String home) {
    this.commands = commands;
    this.config = config;
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  SshSettings settings(Target target, Limits limits, Cancellation cancellation) throws RemoteFailure {
    refuseOddities(target);
    List<String> call = new ArrayList<>(List.of("ssh", "-G"));
    call.addAll(arguments(target));
    CommandRunner.Result result;
    try {
      result = commands.run(CommandRunner.Call.of(limits.answer(), call.toArray(String[]::new)), cancellation, line -> {});
    } catch (IOException noProgram) {
      throw new RemoteFailure(
          Stage.CONFIGURATION, null, "the ssh program cannot be run: " + noProgram.getMessage(), "install OpenSSH's client");
    }
    if (result.end() == CommandRunner.End.CANCELLED) {
      throw new RemoteFailure(Stage.CANCELLED, null, "stopped", "run it again");
    }
    if (result.end() == CommandRunner.End.TIMED_OUT) {
      throw new RemoteFailure(
          Stage.CONFIGURATION,
          null,
          "ssh -G " + target.host() + " does not end within " + limits.answer().toSeconds() + " s",
          "look at `Match exec` in the ssh configuration");
    }
    if (!result.succeeded()) {
      throw new RemoteFailure(
          Stage.CONFIGURATION, null, "ssh -G " + target.host() + " fails: " + said(result), "put the ssh configuration right");
    }
    return SshSettings.parse(target.host(), home, environment, result.output());
  }

  /**
   * What could be read as an option, as several lines of {@code ssh -G}'s answer, or by a shell that the configuration
   * runs ({@code Match exec}, {@code ProxyCommand}) is no name. Newer versions of ssh refuse the same.
   */
  private static void refuseOddities(Target target) throws RemoteFailure {
    if (target.host().isEmpty() || !isName(target.host())) {
      throw new RemoteFailure(
          Stage.CONFIGURATION, null, "\"" + target.host() + "\" is no host to connect to", "put targetHost right");
    }
    if (target.user() != null && !isName(target.user())) {
      throw new RemoteFailure(
          Stage.CONFIGURATION, null, "\"" + target.user() + "\" is no user to log in as", "put targetUser right");
    }
    for (String option : target.options()) {
      if (option.chars().anyMatch(Character::isISOControl)) {
        throw new RemoteFailure(
            Stage.CONFIGURATION, null, "an ssh option holds a control character: \"" + option + "\"", "put the ssh options right");
      }
    }
  }

  private static boolean isName(String word) {
    return !word.startsWith("-")
        && word.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c) || NO_NAME.indexOf(c) >= 0);
  }

  private List<String> arguments(Target target) {
    List<String> out = new ArrayList<>();
    if (config != null) {
      out.addAll(List.of("-F", config.toAbsolutePath().toString()));
    }
    if (target.user() != null) {
      out.addAll(List.of("-l", target.user()));
    }
    if (target.port() != null) {
      out.addAll(List.of("-p", target.port().toString()));
    }
    out.addAll(target.options());
    out.addAll(List.of("--", target.host()));
    return out;
  }

  /** Logs in once in batch mode, to see that it can. */
  RemoteSession open(Target target, Address address, String why, Limits limits, Cancellation cancellation)
      throws RemoteFailure {
    Session session = new Session(target, address, why, limits);
    CommandRunner.Result result;
    try {
      result = session.call(List.of("true"), limits.connect(), cancellation);
    } catch (IOException noProgram) {
      throw new RemoteFailure(Stage.CONFIGURATION, address, noProgram.getMessage(), "install OpenSSH's client");
    }
    if (result.succeeded()) {
      return session;
    }
    String by = " (ssh program, because of " + why + ")";
    String said = said(result);
    if (result.end() == CommandRunner.End.CANCELLED) {
      throw new RemoteFailure(Stage.CANCELLED, address, "stopped", "run it again");
    }
    if (result.end() == CommandRunner.End.TIMED_OUT) {
      throw new RemoteFailure(Stage.REACH, address, "no login within " + limits.connect().toSeconds() + " s" + by, "see `ssh " + target.host() + "`");
    }
    if (result.errors().contains("Host key verification failed") || result.errors().contains("host key is known")) {
      throw new RemoteFailure(Stage.HOST_KEY, address, said + by, "connect once with `ssh " + target.host() + "` and compare the fingerprint");
    }
    boolean login = result.exitCode() != FAILED || result.errors().contains("Permission denied");
    throw new RemoteFailure(login ? Stage.LOGIN : Stage.REACH, address, said + by, "see `ssh -v " + target.host() + "`");
  }

  private static String said(CommandRunner.Result result) {
    return result.errors().lines().filter(l -> !l.isBlank()).reduce("no word", (first, last) -> last).strip();
  }

  /** A login for each command. */
  private final class Session implements RemoteSession {
    private final Target target;
    private final Address address;
    private final String why;
    private final Limits limits;
    private final Cancellation closing = new Cancellation();

    Session(Target target, Address address, String why, Limits limits) {
      this.target = target;
      this.address = address;
      this.why = why;
      this.limits = limits;
    }

    @Override
    public Address address() {
      return address;
    }

    @Override
    public String hostKey() {
      return null;
    }

    @Override
    public String remark() {
      return "by the ssh program, because of " + why;
    }

    @Override
    public CommandRunner.Result run(List<String> arguments, Duration timeout, Cancellation cancellation)
        throws IOException {
      if (closing.isCancelled()) {
        throw new IOException("the connection is closed");
      }
      CommandRunner.Result result = call(arguments, timeout, cancellation);
      if (result.exitCode() == FAILED) {
        throw new IOException("the connection to " + address.host() + " broke: " + said(result));
      }
      return result;
    }

    private CommandRunner.Result call(List<String> arguments, Duration timeout, Cancellation cancellation)
        throws IOException {
      List<String> call =
          new ArrayList<>(
              List.of(
                  "ssh", "-T", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", "ServerAliveInterval=5",
                  "-o", "ServerAliveCountMax=3", "-o", "RemoteCommand=none", "-o", "ClearAllForwardings=yes", "-o",
                  "LogLevel=INFO", "-o", "ConnectTimeout=" + Math.max(1, limits.connect().toSeconds())));
      call.addAll(arguments(target));
      call.add(ShellQuote.line(arguments));
      Cancellation.Registration registration = cancellation.onCancel(closing::cancel);
      try {
        return commands.run(CommandRunner.Call.of(timeout, call.toArray(String[]::new)), closing, line -> {});
      } finally {
        registration.close();
      }
    }

    @Override
    public void close() {
      closing.cancel();
    }
  }
}
