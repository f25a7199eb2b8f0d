# Keycloak with the portal's realm and login pages. Build the module first: mvn package -DskipTests
# Build from the project's root: docker build -f docker/keycloak.Dockerfile -t guichet/keycloak .
FROM keycloak/keycloak:26.7.3

COPY keycloak-realm/target/keycloak-realm-*-SNAPSHOT.jar /opt/keycloak/providers/guichet.jar
COPY keycloak-realm/src/main/resources/guichet-realm.json /opt/keycloak/data/import/guichet-realm.json
RUN /opt/keycloak/bin/kc.sh build --db=postgres --health-enabled=true --features-disabled=ciba,device-flow,docker,impersonation,kerberos \
    --spi-storage--sssd--enabled=false

# The realm is imported once; later starts keep what was changed in the console.
CMD ["start", "--optimized", "--import-realm"]
