package io.github.fleetmigrate.adapter.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.RemoteHosts.RemoteFailure;
import io.github.fleetmigrate.port.RemoteHosts.Stage;
import io.github.fleetmigrate.port.RemoteSession;
import io.github.fleetmigrate.port.SshQuestions;
import io.github.fleetmigrate.testing.SshFleet;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthNoneFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults that a real sshd does not make, by Apache MINA's. */
@Timeout(60)
class FaultyServerTest {
  private static final RemoteHosts.Limits SHORT =
      new RemoteHosts.Limits(Duration.ofSeconds(4), Duration.ofSeconds(4));

  @TempDir Path temp;
  private final ProcessCommandRunner commands = new ProcessCommandRunner(System.getenv());
  private final CountDownLatch over = new CountDownLatch(1);
  private final SshServer server = SshServer.setUpDefaultServer();
  private final AtomicInteger connections = new AtomicInteger();
  private SshFleet fleet;

  @BeforeEach
  void start() throws Exception {
    fleet = SshFleet.of(temp.resolve("fleet"));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    List<KeyPair> keys = List.of(generator.generateKeyPair(), generator.generateKeyPair());
    server.setHost("127.0.0.9");
    server.setKeyPairProvider(
        new KeyPairProvider() {
          @Override
          public Iterable<KeyPair> loadKeys(org.apache.sshd.common.session.SessionContext session) {
            return List.of(keys.get(connections.get() == 0 ? 0 : 1));
          }
        });
    server.setPublickeyAuthenticator((user, key, session) -> true);
    server.start();
    Files.writeString(
        fleet.config(),
        "Host faulty\n  HostName 127.0.0.9\n  Port " + server.getPort() + "\n  User mira\n" + Files.readString(fleet.config()));
  }

  @AfterEach
  void stop() throws IOException {
    over.countDown();
    server.stop(true);
    fleet.close();
    commands.close();
  }

  private RemoteSession open() throws RemoteFailure {
    return open(new Cancellation());
  }

  private RemoteSession open(Cancellation cancellation) throws RemoteFailure {
    SshQuestions trusting =
        new SshQuestions() {
          @Override
          public java.util.Optional<char[]> passphrase(String keyFile) {
            return java.util.Optional.empty();
          }

          @Override
          public boolean trust(RemoteHosts.Address host, String keyType, String fingerprint) {
            return true;
          }
        };
    SshHosts hosts = new SshHosts(commands, fleet.config(), Map.of("HOME", temp.toString()), trusting);
    return hosts.open(new RemoteHosts.Target("faulty", null, null, List.of()), SHORT, cancellation);
  }

  @Test
  void anotherKeyAtTheSecondConnectionIsRefused() throws Exception {
    open().close();
    connections.incrementAndGet();
    RemoteFailure failure = assertThrows(RemoteFailure.class, this::open);
    assertEquals(Stage.HOST_KEY, failure.stage());
    assertTrue(failure.getMessage().contains("another one than"), failure.getMessage());
  }

  @Test
  void aServerThatThinksForeverAboutALoginIsGivenUpInTime() {
    server.setPublickeyAuthenticator(
        (user, key, session) -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return false;
        });
    long start = System.nanoTime();
    RemoteFailure failure = assertThrows(RemoteFailure.class, this::open);
    assertEquals(Stage.LOGIN, failure.stage(), failure.getMessage());
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 7500, failure.getMessage());
  }

  @Test
  void aConnectionDroppedInTheMiddleOfACommandIsAnError() throws Exception {
    server.setCommandFactory((channel, line) -> new Dropping());
    try (RemoteSession session = open()) {
      IOException broken =
          assertThrows(IOException.class, () -> session.run(List.of("true"), Duration.ofSeconds(10), new Cancellation()));
      assertTrue(broken.getMessage().contains("broke"), broken.getMessage());
    }
  }

  /** As Tailscale's ssh does, which knows who one is by other means. */
  @Test
  void aMachineThatAsksForNothingLetsIn() throws Exception {
    server.setUserAuthFactories(List.of(UserAuthNoneFactory.INSTANCE));
    open().close();
  }

  @Test
  void aMachineThatHangsUpDuringTheLoginIsNotWaitedFor() {
    server.setPublickeyAuthenticator(
        (user, key, session) -> {
          session.close(true);
          return false;
        });
    long start = System.nanoTime();
    RemoteFailure failure = assertThrows(RemoteFailure.class, this::open);
    assertEquals(Stage.LOGIN, failure.stage(), failure.getMessage());
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 3900, failure.getMessage());
  }

  @Test
  void aPersonStopsALoginThatTheMachineThinksAbout() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.setPublickeyAuthenticator(
        (user, key, session) -> {
          asked.countDown();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return false;
        });
    Cancellation cancellation = new Cancellation();
    FutureTask<RemoteSession> opening = new FutureTask<>(() -> open(cancellation));
    new Thread(opening).start();
    asked.await();
    long start = System.nanoTime();
    cancellation.cancel();
    ExecutionException ended = assertThrows(ExecutionException.class, opening::get);
    assertEquals(Stage.CANCELLED, ((RemoteFailure) ended.getCause()).stage());
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 3500);
  }

  @Test
  void aSessionIsUsableForNothingOnceItIsClosed() throws Exception {
    RemoteSession session = open();
    session.close();
    assertThrows(IOException.class, () -> session.run(List.of("true"), Duration.ofSeconds(2), new Cancellation()));
  }

  /** Says half a line and hangs up. */
  private static final class Dropping implements Command {
    private OutputStream out;

    @Override
    public void setInputStream(InputStream in) {}

    @Override
    public void setOutputStream(OutputStream to) {
      out = to;
    }

    @Override
    public void setErrorStream(OutputStream err) {}

    @Override
    public void setExitCallback(ExitCallback callback) {}

    @Override
    public void start(ChannelSession channel, Environment env) throws IOException {
      out.write("half".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      channel.getSession().close(true);
    }

    @Override
    public void destroy(ChannelSession channel) {}
  }
}
