package org.guichet.peer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test against a real company system. It runs with {@code -Dpeers.install}, as root on Debian,
 * because the system is installed by apt; elsewhere it is skipped and says why. An installation
 * that fails is a failure.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PeersCondition.class)
public @interface NeedsPeers {}
