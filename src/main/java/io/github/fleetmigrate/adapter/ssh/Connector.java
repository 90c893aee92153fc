package io.github.fleetmigrate.adapter.ssh;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts.Address;
import io.github.fleetmigrate.port.RemoteHosts.Limits;
import io.github.fleetmigrate.port.RemoteHosts.RemoteFailure;
import io.github.fleetmigrate.port.RemoteHosts.Stage;
import io.github.fleetmigrate.port.SshQuestions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.method.AuthMethod;

/** Makes the connections of one login, one hop after the other. */
final class Connector {
  private static final int KEEP_ALIVE_SECONDS = 5;
  private static final int KEEP_ALIVES_MISSED = 3;
  private final Config config;
  private final Map<String, String> environment;
  private final SshQuestions questions;
  private final Limits limits;
  private final Cancellation cancellation;
  private final Watch watch;
  private final Hops hops;
  private boolean through;

  Connector(
      Config config,
      Map<String, String> environment,
      SshQuestions questions,
      Limits limits,
      Cancellation cancellation,
      Watch watch,
      Hops hops) {
    this.config = config;
    this.environment = environment;
    this.questions = questions;
    this.limits = limits;
    this.cancellation = cancellation;
    this.watch = watch;
    this.hops = hops;
  }

  /**
   * Connects to the next machine, through those before it, and logs in there.
   *
   * @param jump the hop's word where it is one on the way; null for the host itself
   * @return how its key was known
   */
  String hop(SshSettings settings, Address address, String jump) throws RemoteFailure, SshHosts.NeedsProgram {
    String by = jump == null ? "" : " (jump host " + jump + ")";
    HostKeyCheck check;
    try {
      check = new HostKeyCheck(settings, address, paused());
    } catch (IOException unreadable) {
      throw failure(Stage.HOST_KEY, address, "known hosts cannot be read: " + unreadable.getMessage() + by, "make the file readable");
    }
    watch.again(limits.connect());
    SSHClient client;
    try {
      client = connect(settings, check);
    } catch (IOException | RuntimeException e) {
      throw refused(e, check, address, by);
    }
    login(client, settings, address, by);
    through = true;
    return check.shown();
  }

  /** The time that a person takes is not the machine's. */
  private SshQuestions paused() {
    return new SshQuestions() {
      @Override
      public Optional<char[]> passphrase(String keyFile) {
        watch.pause();
        Optional<char[]> out = questions.passphrase(keyFile);
        watch.again(limits.connect());
        return out;
      }

      @Override
      public boolean trust(Address host, String keyType, String fingerprint) {
        watch.pause();
        boolean out = questions.trust(host, keyType, fingerprint);
        watch.again(limits.connect());
        return out;
      }
    };
  }

  private SSHClient connect(SshSettings settings, HostKeyCheck check) throws IOException {
    if (through) {
      SSHClient client = client(check);
      client.connectVia(hops.last().newDirectConnection(settings.host(), settings.port()));
      hops.add(client);
      return client;
    }
    IOException last = null;
    for (InetAddress each : InetAddress.getAllByName(settings.host())) {
      SSHClient client = client(check);
      client.setSocketFactory(new Guarded());
      try {
        client.connect(each, settings.port());
        hops.add(client);
        return client;
      } catch (IOException e) {
        last = e;
        if (check.answer() != null || watch.late() || cancellation.isCancelled()) {
          break;
        }
      }
    }
    throw last == null ? new IOException("no address") : last;
  }

  private SSHClient client(HostKeyCheck check) {
    SSHClient client = new SSHClient(config);
    int millis = (int) limits.connect().toMillis();
    client.setConnectTimeout(millis);
    client.setTimeout((int) limits.answer().plusSeconds((long) KEEP_ALIVE_SECONDS * KEEP_ALIVES_MISSED).toMillis());
    client.getTransport().setTimeoutMs(millis);
    client.getConnection().setTimeoutMs((int) limits.answer().toMillis());
    client.getConnection().getKeepAlive().setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    if (client.getConnection().getKeepAlive() instanceof KeepAliveRunner runner) {
      runner.setMaxAliveCount(KEEP_ALIVES_MISSED);
    }
    client.addHostKeyVerifier(check);
    return client;
  }

  private RemoteFailure refused(Exception e, HostKeyCheck check, Address address, String by) {
    KnownHosts.Answer answer = check.answer();
    if (!cancellation.isCancelled() && answer != null && answer.verdict() != KnownHosts.Verdict.KNOWN) {
      String shown = check.shown();
      return switch (answer.verdict()) {
        case CHANGED ->
            failure(
                Stage.HOST_KEY,
                address,
                "the host key is another one than " + answer.where() + " has: " + shown + by,
                "find out why before anything else; where the machine was installed anew, remove the old line with `ssh-keygen -R`");
        case REVOKED ->
            failure(
                Stage.HOST_KEY, address, "the host key was revoked by " + answer.where() + ": " + shown + by, "do not connect; install a new host key");
        default ->
            failure(
                Stage.HOST_KEY,
                address,
                "the host key is not known: " + shown + by,
                "compare the fingerprint on the machine (`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub`), then connect once with ssh");
      };
    }
    String why =
        watch.late()
            ? "no answer within " + limits.connect().toSeconds() + " s"
            : e instanceof java.net.UnknownHostException ? "the name is not known" : reason(e);
    return failure(
        Stage.REACH,
        address,
        address.host() + " port " + address.port() + ": " + why + by,
        "see that the machine is on, that address and port are right, and that a firewall lets ssh in");
  }

  private void login(SSHClient client, SshSettings settings, Address address, String by)
      throws RemoteFailure, SshHosts.NeedsProgram {
    Credentials credentials = new Credentials(client, settings, environment);
    boolean locked = false;
    try {
      if (tried(client, settings, credentials.ready())) {
        return;
      }
      for (Path file : credentials.encrypted()) {
        AuthMethod key = Credentials.unlock(client, file, paused());
        locked |= key == null;
        if (key != null && tried(client, settings, List.of(key))) {
          return;
        }
      }
    } catch (IOException | RuntimeException e) {
      throw failure(
          Stage.LOGIN,
          address,
          (watch.late() ? "no login within " + limits.connect().toSeconds() + " s" : "the login broke: " + reason(e)) + by,
          "look at sshd's log on the machine");
    }
    if (!credentials.foreign().isEmpty() && by.isEmpty()) {
      throw new SshHosts.NeedsProgram(credentials.foreign().get(0));
    }
    if (settings.gssapi() && by.isEmpty()) {
      throw new SshHosts.NeedsProgram("GSSAPIAuthentication");
    }
    String files = credentials.encrypted().stream().map(Path::toString).collect(Collectors.joining(", "));
    throw failure(
        Stage.LOGIN,
        address,
        address.user() + " is not let in with any of the keys" + (locked ? "; encrypted and not opened: " + files : "") + by,
        locked
            ? "put the key into the agent: `ssh-add " + credentials.encrypted().get(0) + "`"
            : "see `ssh -v " + settings.alias() + "`: user, key file, and authorized keys on the machine");
  }

  /** Whether one of the ways led in. */
  private static boolean tried(SSHClient client, SshSettings settings, List<AuthMethod> methods) throws IOException {
    if (methods.isEmpty()) {
      return false;
    }
    try {
      client.auth(settings.user(), methods);
      return true;
    } catch (net.schmizz.sshj.userauth.UserAuthException no) {
      if (!client.isConnected() || !client.getTransport().isRunning()) {
        throw no;
      }
      return false;
    }
  }

  private RemoteFailure failure(Stage stage, Address address, String message, String remedy) {
    return cancellation.isCancelled()
        ? new RemoteFailure(Stage.CANCELLED, address, "stopped", "run it again")
        : new RemoteFailure(stage, address, message, remedy);
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
  }

  /** Sockets that the end of the time, or of a person's patience, closes. */
  private final class Guarded extends SocketFactory {
    @Override
    public Socket createSocket() {
      Socket socket = new Socket();
      hops.socket(socket);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }
  }
}
