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

/** The user's {@code ssh} program: reads the configuration, and connects where sshj cannot. */
final class SshProgram {
  private final CommandRunner commands;
  private final Path config;
  private final String home;

  /** @param config the configuration to read; null for the user's own */
  SshProgram(CommandRunner commands, Path config, String home) {
    this.commands = commands;
    this.config = config;
    this.home = home;
  }

  SshSettings settings(Target target, Limits limits, Cancellation cancellation) throws RemoteFailure {
    if (target.host().isBlank() || target.host().startsWith("-") || (target.user() != null && target.user().startsWith("-"))) {
      throw new RemoteFailure(
          Stage.CONFIGURATION, null, "\"" + target.host() + "\" is no host to connect to", "put targetHost and targetUser right");
    }
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
    if (!result.succeeded()) {
      throw new RemoteFailure(
          Stage.CONFIGURATION, null, "ssh -G " + target.host() + " fails: " + said(result), "put the ssh configuration right");
    }
    return SshSettings.parse(target.host(), home, result.output());
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
      result = session.run(List.of("true"), limits.connect(), cancellation);
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
    boolean login = result.exitCode() != 255 || result.errors().contains("Permission denied");
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
      List<String> call =
          new ArrayList<>(
              List.of(
                  "ssh", "-T", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", "ServerAliveInterval=5",
                  "-o", "ServerAliveCountMax=3", "-o", "ConnectTimeout=" + Math.max(1, limits.connect().toSeconds())));
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
