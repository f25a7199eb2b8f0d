#!/bin/bash
# S3Proxy over a folder: S3's protocol with checked signatures (version 4), by people who sell no S3.
. "$(dirname "$0")/common.sh"
VERSION=2.7.0
JAR=${TMPDIR:-/tmp}/guichet-peers/s3proxy-$VERSION.jar

stop() { end_server; }

# Kept beside the data: it is 42 MB and the same for every run.
install() {
  install_packages curl
  [ -s "$JAR" ] && return
  mkdir -p "$(dirname "$JAR")"
  (
    flock 9
    [ -s "$JAR" ] && exit
    mvn -B -q dependency:copy -Dartifact="org.gaul:s3proxy:$VERSION:jar:jar-with-dependencies" -DoutputDirectory="$DATA/install"
    mv "$DATA"/install/s3proxy-*.jar "$JAR"
  ) 9>"$JAR.lock" >"$DATA/install.log" 2>&1
}

prepare() {
  mkdir -p "$DATA/blobs/requests"
  printf '%s\n' "s3proxy.endpoint=http://127.0.0.1:${PORTS[0]}" s3proxy.authorization=aws-v2-or-v4 \
    s3proxy.identity=portal s3proxy.credential=portal-secret-1 jclouds.identity=local jclouds.credential=local \
    jclouds.provider=filesystem-nio2 "jclouds.filesystem.basedir=$DATA/blobs" >"$DATA/s3proxy.conf"
}

start() {
  install
  prepare
  launch "$DATA/server.log" java -Xmx192m -XX:+UseSerialGC -jar "$JAR" --properties "$DATA/s3proxy.conf"
  await_web "http://127.0.0.1:${PORTS[0]}/" 120
  echo "READY url=http://127.0.0.1:${PORTS[0]} accessKey=portal secretKey=portal-secret-1 region=us-east-1" \
    "bucket=requests files=$DATA/blobs/requests pid=$(cat "$PID_FILE")"
}

"$VERB"
