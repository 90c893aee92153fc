package io.github.fleetmigrate.adapter.ssh;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Logs in with a key that the agent holds (RFC 4252, section 7): offered first, signed once the server would take it. */
final class AgentAuth extends AbstractAuthMethod {
  /** SSH_AGENT_RSA_SHA2_512. */
  private static final int SHA_512 = 4;
  private final AgentClient agent;
  private final byte[] key;
  private final String algorithm;
  private final boolean rsa;

  AgentAuth(AgentClient agent, byte[] key) throws IOException {
    super("publickey");
    this.agent = agent;
    this.key = key.clone();
    String type = new Buffer.PlainBuffer(key).readString();
    this.rsa = type.startsWith("ssh-rsa");
    this.algorithm = rsa ? type.replace("ssh-rsa", "rsa-sha2-512") : type;
  }

  @Override
  public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
    if (message != Message.USERAUTH_60) {
      super.handle(message, packet);
      return;
    }
    SSHPacket request = request(true);
    byte[] signed =
        new Buffer.PlainBuffer()
            .putString(params.getTransport().getSessionID())
            .putBuffer(request)
            .getCompactData();
    try {
      request.putString(agent.sign(key, signed, rsa ? SHA_512 : 0));
    } catch (IOException e) {
      throw new UserAuthException("the ssh agent did not sign", e);
    }
    params.getTransport().write(request);
  }

  @Override
  protected SSHPacket buildReq() throws UserAuthException {
    return request(false);
  }

  private SSHPacket request(boolean signed) throws UserAuthException {
    return super.buildReq().putBoolean(signed).putString(algorithm).putString(key);
  }
}
