package org.guichet.shared;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachments;
import org.guichet.attachment.BlobStore;
import org.guichet.audit.AuditTrail;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.CatalogueDesk;
import org.guichet.catalogue.Categories;
import org.guichet.conversation.ReplyDrafts;
import org.guichet.conversation.ReplyTokens;
import org.guichet.conversation.Timeline;
import org.guichet.customer.CustomerHistory;
import org.guichet.customer.CustomerNotes;
import org.guichet.customer.Customers;
import org.guichet.customer.Organizations;
import org.guichet.customer.WhoSeesWhat;
import org.guichet.dashboard.Dashboards;
import org.guichet.decision.Decide;
import org.guichet.decision.Decisions;
import org.guichet.decision.EndStage;
import org.guichet.decision.WatchStages;
import org.guichet.delivery.Deliveries;
import org.guichet.delivery.DeliveryDesk;
import org.guichet.delivery.DeliveryLedger;
import org.guichet.delivery.Kamelets;
import org.guichet.delivery.Outbox;
import org.guichet.delivery.RequestDeliveries;
import org.guichet.delivery.Secrets;
import org.guichet.demo.RepairCompany;
import org.guichet.directory.People;
import org.guichet.draft.Drafts;
import org.guichet.erasure.ErasePerson;
import org.guichet.erasure.ErasureDesk;
import org.guichet.erasure.Erasures;
import org.guichet.escalation.Escalate;
import org.guichet.escalation.WatchDeadlines;
import org.guichet.form.FormDesk;
import org.guichet.inbox.ApplyInvoice;
import org.guichet.inbox.ApplyMessages;
import org.guichet.inbox.ApplyStatus;
import org.guichet.inbox.ApplyWord;
import org.guichet.inbox.Inbox;
import org.guichet.inbox.MessageFiles;
import org.guichet.inbox.OpenByMachine;
import org.guichet.inbox.ReplyByMail;
import org.guichet.inbox.SetAside;
import org.guichet.inbox.SystemRecords;
import org.guichet.inbox.UnknownWords;
import org.guichet.inbox.WakeUps;
import org.guichet.inquiry.AwaitedAnswers;
import org.guichet.inquiry.Inquiries;
import org.guichet.inquiry.Inquiry;
import org.guichet.inquiry.LookupQuestions;
import org.guichet.inquiry.Lookups;
import org.guichet.inquiry.OfferedOptions;
import org.guichet.invoice.Invoices;
import org.guichet.knowledge.ArticleDesk;
import org.guichet.knowledge.ArticleDrafts;
import org.guichet.knowledge.ArticleSearch;
import org.guichet.knowledge.ArticleVotes;
import org.guichet.knowledge.Articles;
import org.guichet.macro.ApplyMacro;
import org.guichet.macro.Macros;
import org.guichet.mydata.MyData;
import org.guichet.mydata.MyDataArchive;
import org.guichet.notification.DueMails;
import org.guichet.notification.MailOrder;
import org.guichet.notification.NotificationChoices;
import org.guichet.notification.Notifications;
import org.guichet.notification.TellPeople;
import org.guichet.notification.UnsubscribeTokens;
import org.guichet.queue.Boards;
import org.guichet.queue.BulkChanges;
import org.guichet.queue.BulkStep;
import org.guichet.queue.BulkVerb;
import org.guichet.queue.Colleagues;
import org.guichet.queue.QueueCounts;
import org.guichet.queue.Queues;
import org.guichet.queue.RunBulkChanges;
import org.guichet.request.CustomerSides;
import org.guichet.request.CustomerSteps;
import org.guichet.request.Messages;
import org.guichet.request.OnBehalf;
import org.guichet.request.Participants;
import org.guichet.request.RequestColleagues;
import org.guichet.request.RequestDesk;
import org.guichet.request.RequestFacts;
import org.guichet.request.RequestNumbers;
import org.guichet.request.RequestProperties;
import org.guichet.request.RequestSearch;
import org.guichet.request.RequestSteps;
import org.guichet.request.RequestTags;
import org.guichet.request.Requests;
import org.guichet.request.SavedViews;
import org.guichet.request.Strip;
import org.guichet.request.SubmitRequest;
import org.guichet.rule.ApplyPlan;
import org.guichet.rule.KeepRules;
import org.guichet.rule.RuleRuns;
import org.guichet.rule.Rules;
import org.guichet.rule.RunRules;
import org.guichet.rule.TryRule;
import org.guichet.servicelevel.Calendars;
import org.guichet.servicelevel.Deadlines;
import org.guichet.servicelevel.ServiceClock;
import org.guichet.servicelevel.ServiceLevels;
import org.guichet.stage.OpenStages;
import org.guichet.stage.RequestStages;
import org.guichet.stage.ServiceStages;
import org.guichet.stage.StagesOfServices;
import org.guichet.template.FillTemplates;
import org.guichet.template.Templates;
import org.guichet.work.Checklist;
import org.guichet.work.DeskLock;
import org.guichet.work.MergeRequests;
import org.guichet.work.RequestLinks;
import org.guichet.work.RequestWorks;
import org.guichet.work.SplitRequest;
import org.guichet.work.TimeSpent;
import org.jdbi.v3.core.Jdbi;

/**
 * The domain on a real PostgreSQL, without a container: its use cases made by their constructors,
 * JPA and Jdbi in one transaction as the server has them, and the demo's company in the database.
 */
public final class TestDomain implements AutoCloseable {
  private static final String ISSUER = "http://localhost/realms/guichet";
  private static EmbeddedDatabase postgres;

  /** Names of databases that are copied, by where the systems of their company are. */
  private static final Map<String, String> COMPANIES = new HashMap<>();

  private static int databases;

  private final String database;
  private final EntityManager entityManager;
  private final ThreadLocal<Connection> current = new ThreadLocal<>();
  public final Path folder;
  public final Jdbi jdbi;
  public final Settings settings;
  public final People people;
  public final Attachments attachments;
  public final Drafts drafts;
  public final Catalogue catalogue;
  public final Inquiries inquiries;
  public final AwaitedAnswers awaitedAnswers;
  public final LookupQuestions lookupQuestions;
  public final Lookups lookups;
  public final SubmitRequest submitRequest;
  public final RequestDesk requestDesk;
  public final CustomerSteps customerSteps;
  public final CustomerSides customerSides;
  public final Participants participants;
  public final ReplyDrafts replyDrafts;
  public final Requests requests;
  public final RequestSearch requestSearch;
  public final DeliveryLedger ledger;
  public final Deliveries deliveries;
  public final DeliveryDesk deliveryDesk;
  public final Inbox inbox;
  public final ApplyStatus applyStatus;
  public final ReplyByMail replyByMail;
  public final OpenByMachine openByMachine;
  public final ApplyWord applyWord;
  public final UnknownWords unknownWords;
  public final WakeUps wakeUps;
  public final SetAside setAside;
  public final Notifications notifications;
  public final NotificationChoices notificationChoices;
  public final UnsubscribeTokens unsubscribeTokens;
  public final DueMails dueMails;
  public final Dashboards dashboards;
  public final Queues queues;
  public final Boards boards;
  public final QueueCounts queueCounts;
  public final Colleagues colleagues;
  public final RequestTags requestTags;
  public final RequestProperties requestProperties;
  public final RequestColleagues requestColleagues;
  public final Templates templates;
  public final FillTemplates fillTemplates;
  public final Macros macros;
  public final ApplyMacro applyMacro;
  public final SavedViews savedViews;
  public final BulkChanges bulkChanges;
  public final RunBulkChanges runBulkChanges;
  public final OnBehalf onBehalf;
  public final Customers customers;
  public final Organizations organizations;
  public final CustomerHistory customerHistory;
  public final CustomerNotes customerNotes;
  public final WhoSeesWhat whoSeesWhat;
  public final RequestWorks requestWorks;
  public final Checklist checklist;
  public final TimeSpent timeSpent;
  public final RequestLinks requestLinks;
  public final MergeRequests mergeRequests;
  public final SplitRequest splitRequest;
  public final Articles articles;
  public final ArticleDesk articleDesk;
  public final ArticleDrafts articleDrafts;
  public final ArticleSearch articleSearch;
  public final ArticleVotes articleVotes;
  public final Invoices invoices;
  public final Erasures erasures;
  public final ErasureDesk erasureDesk;
  public final MyData myData;
  public final MyDataArchive myDataArchive;
  public final Calendars calendars;
  public final ServiceLevels serviceLevels;
  public final Deadlines deadlines;
  public final WatchDeadlines watchDeadlines;
  public final RequestStages requestStages;
  public final ServiceStages serviceStages;
  public final StagesOfServices stagesOfServices;
  public final CatalogueDesk catalogueDesk;
  public final Categories categories;
  public final FormDesk formDesk;
  public final Decide decide;
  public final Decisions decisions;
  public final WatchStages watchStages;
  public final Rules rules;
  public final KeepRules keepRules;
  public final RuleRuns ruleRuns;
  public final TryRule tryRule;
  public final RunRules runRules;

  private TestDomain(Path folder, String database) throws IOException {
    this.folder = folder;
    this.database = database;
    DataSource plain = postgres.dataSource(database);
    entityManager = entityManager();
    jdbi = Jdbi.create(inTransactionOf(plain));
    settings = new FixedSettings(folder);
    AuditTrail audit = new AuditTrail(jdbi);
    Announcer announcer = new Announcer(jdbi);
    Outbox outbox = new Outbox(jdbi);
    invoices = new Invoices(jdbi);
    people = new People(jdbi);
    attachments = new Attachments(jdbi, new BlobStore(settings), settings);
    drafts = new Drafts(jdbi, attachments);
    catalogue = new Catalogue(jdbi);
    Secrets secrets = new Secrets(jdbi, masterKey());
    ReplyTokens replyTokens = new ReplyTokens(secrets);
    TellPeople tellPeople = new TellPeople(jdbi, settings, announcer);
    notifications = new Notifications(jdbi, announcer);
    notificationChoices = new NotificationChoices(jdbi);
    unsubscribeTokens = new UnsubscribeTokens(secrets);
    dueMails =
        new DueMails(
            jdbi, outbox, new MailOrder(attachments, replyTokens, unsubscribeTokens, settings));
    RequestFacts facts = new RequestFacts(jdbi, attachments, settings, replyTokens);
    OfferedOptions offered = new OfferedOptions(jdbi);
    inquiries = new InquiriesInTransactions(offered, announcer);
    awaitedAnswers = new AwaitedAnswers(inquiries);
    lookupQuestions = new LookupQuestions(jdbi, new Kamelets(jdbi, audit, announcer), audit);
    lookups = new Lookups(lookupQuestions, inquiries, awaitedAnswers, offered);
    ServiceClock clock = new ServiceClock(jdbi);
    calendars = new Calendars(jdbi, audit, announcer);
    serviceLevels = new ServiceLevels(jdbi, audit, announcer);
    deadlines = new Deadlines(jdbi);
    watchDeadlines =
        new WatchDeadlines(
            jdbi, clock, new Escalate(entityManager, jdbi, facts, outbox, audit), announcer);
    RequestNumbers numbers = new RequestNumbers(jdbi);
    requestStages = new RequestStages(jdbi);
    OpenStages openStages = new OpenStages(entityManager, jdbi, requestStages, outbox, tellPeople);
    submitRequest =
        new SubmitRequest(
            entityManager,
            jdbi,
            catalogue,
            attachments,
            drafts,
            lookups,
            numbers,
            facts,
            openStages,
            outbox,
            clock,
            audit,
            announcer);
    Messages messages = new Messages(entityManager, attachments, facts, outbox, tellPeople);
    RequestSteps steps =
        new RequestSteps(
            entityManager, jdbi, facts, requestStages, outbox, tellPeople, clock, audit, announcer);
    EndStage endStage =
        new EndStage(
            entityManager,
            jdbi,
            requestStages,
            openStages,
            facts,
            outbox,
            tellPeople,
            clock,
            audit,
            announcer);
    decide = new Decide(entityManager, jdbi, endStage);
    decisions = new Decisions(jdbi);
    watchStages =
        new WatchStages(entityManager, jdbi, requestStages, endStage, tellPeople, announcer);
    serviceStages = new ServiceStages(jdbi, audit);
    stagesOfServices = new StagesOfServices(jdbi);
    catalogueDesk = new CatalogueDesk(jdbi, audit);
    categories = new Categories(jdbi, audit);
    formDesk = new FormDesk(jdbi, audit, catalogue);
    rules = new Rules(jdbi);
    keepRules = new KeepRules(jdbi, audit);
    ruleRuns = new RuleRuns(jdbi);
    tryRule = new TryRule(jdbi, requestStages);
    runRules =
        new RunRules(
            entityManager,
            jdbi,
            requestStages,
            new ApplyPlan(entityManager, jdbi, facts, outbox, tellPeople, audit),
            ruleRuns,
            clock,
            announcer);
    replyDrafts = new ReplyDrafts(jdbi);
    requestDesk = new RequestDesk(steps, messages, replyDrafts);
    customerSteps = new CustomerSteps(steps, requestDesk, jdbi, settings);
    customerSides = new CustomerSides(jdbi, settings);
    participants = new Participants(steps, tellPeople, jdbi);
    requests =
        new Requests(
            jdbi,
            new Timeline(jdbi),
            new Strip(new RequestDeliveries(jdbi)),
            invoices,
            attachments);
    requestSearch = new RequestSearch(jdbi);
    ledger = new DeliveryLedger(jdbi, announcer);
    deliveries = new Deliveries(jdbi);
    deliveryDesk = new DeliveryDesk(jdbi, audit, announcer);
    inbox = new Inbox(jdbi, announcer);
    wakeUps = new WakeUps(jdbi, inbox, announcer);
    unknownWords = new UnknownWords(jdbi);
    applyStatus =
        new ApplyStatus(
            entityManager,
            new SystemRecords(jdbi),
            new ApplyMessages(jdbi, messages),
            new ApplyInvoice(entityManager, invoices, facts, outbox, tellPeople),
            unknownWords,
            facts,
            outbox,
            tellPeople,
            clock,
            announcer);
    replyByMail = new ReplyByMail(jdbi, people, replyTokens, attachments, requestDesk);
    openByMachine = new OpenByMachine(jdbi, people, catalogue, submitRequest, announcer);
    applyWord = new ApplyWord(applyStatus, openByMachine, replyByMail);
    articles = new Articles(jdbi);
    articleDesk = new ArticleDesk(jdbi, audit);
    articleDrafts = new ArticleDrafts(jdbi);
    articleSearch = new ArticleSearch(jdbi);
    articleVotes = new ArticleVotes(jdbi);
    dashboards = new Dashboards(jdbi);
    queues = new Queues(jdbi);
    boards = new Boards(jdbi);
    queueCounts = new QueueCounts(jdbi);
    colleagues = new Colleagues(jdbi);
    requestTags = new RequestTags(steps, jdbi);
    savedViews = new SavedViews(jdbi);
    onBehalf = new OnBehalf(jdbi, people, catalogue);
    customers = new Customers(jdbi);
    organizations = new Organizations(jdbi);
    customerHistory = new CustomerHistory(jdbi);
    customerNotes = new CustomerNotes(jdbi, audit);
    whoSeesWhat = new WhoSeesWhat(jdbi, people);
    DeskLock desk = new DeskLock(steps);
    requestWorks = new RequestWorks(jdbi);
    checklist = new Checklist(steps, desk, jdbi);
    timeSpent = new TimeSpent(steps, desk, jdbi);
    requestLinks = new RequestLinks(steps, desk, jdbi);
    mergeRequests = new MergeRequests(steps, desk, requestLinks, tellPeople, jdbi);
    splitRequest =
        new SplitRequest(
            entityManager,
            steps,
            desk,
            requestLinks,
            numbers,
            openStages,
            facts,
            attachments,
            jdbi);
    requestProperties = new RequestProperties(steps, requestDesk);
    requestColleagues = new RequestColleagues(jdbi);
    templates = new Templates(jdbi, audit);
    fillTemplates = new FillTemplates(jdbi, templates);
    macros = new Macros(jdbi, audit);
    applyMacro = new ApplyMacro(macros, requestProperties, requestTags, requestDesk, fillTemplates);
    bulkChanges = new BulkChanges(jdbi, audit, announcer, macros);
    runBulkChanges =
        new RunBulkChanges(
            jdbi,
            people,
            eachInItsTransaction(new BulkStep(jdbi, requestDesk, requestTags, applyMacro)));
    erasures = new Erasures(jdbi, audit);
    erasureDesk = new ErasureDesk(new ErasePerson(jdbi, audit, announcer), attachments);
    myData = new MyData(jdbi);
    myDataArchive = new MyDataArchive(jdbi, attachments, audit);
    setAside =
        new SetAside(
            jdbi,
            new SystemRecords(jdbi),
            requestDesk,
            new MessageFiles(attachments),
            audit,
            announcer);
  }

  /** A fresh database with the demo's company. */
  public static TestDomain start() {
    return start("http://localhost");
  }

  /** The same with its company systems behind that address. */
  public static TestDomain start(String simulator) {
    try {
      String name = "guichet" + ++databases;
      postgres().copyDatabase(company(simulator), name);
      return new TestDomain(Files.createTempDirectory(Path.of("target"), "domain"), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database with the company whose systems are there; tests get copies of it. */
  private static String company(String simulator) throws IOException {
    String name = COMPANIES.get(simulator);
    if (name == null) {
      name = "company" + COMPANIES.size();
      postgres.createDatabase(name);
      DataSource database = postgres.dataSource(name);
      Database.migrate(database);
      Path key = masterKey(Files.createTempDirectory(Path.of("target"), "company"));
      RepairCompany.seed(database, key, ISSUER, simulator);
      COMPANIES.put(simulator, name);
    }
    return name;
  }

  /** The same database and folder as another node has them. */
  public TestDomain anotherNode() {
    try {
      return new TestDomain(folder, database);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedDatabase postgres() throws IOException {
    if (postgres == null) {
      postgres =
          EmbeddedDatabase.start(
              Files.createTempDirectory(Path.of("target"), "postgres").resolve("data"), 0);
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    }
    return postgres;
  }

  /** Its database without a pool, outside of {@link #inTransaction}. */
  public DataSource dataSource() {
    return postgres.dataSource(database);
  }

  /** The JDBC address of its database, for a server that works on it, too. */
  public String url() {
    return postgres.url(database);
  }

  /** The user of its database, who needs no password. */
  public String user() {
    return postgres.user();
  }

  /** The master key of this fixture's secrets. */
  public Path masterKey() throws IOException {
    return masterKey(folder);
  }

  /** The same key everywhere. */
  private static Path masterKey(Path folder) throws IOException {
    Path file = folder.resolve("master.key");
    if (!Files.exists(file)) {
      Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
    }
    return file;
  }

  private EntityManager entityManager() {
    return Persistence.createEntityManagerFactory(
            "guichet",
            Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", "",
                "jakarta.persistence.jdbc.driver", "org.postgresql.Driver",
                "jakarta.persistence.jdbc.url", postgres.url(database),
                "jakarta.persistence.jdbc.user", postgres.user(),
                "eclipselink.weaving", "false"))
        .createEntityManager();
  }

  /** Within {@link #inTransaction} the connection of JPA, else one of its own. */
  private DataSource inTransactionOf(DataSource plain) {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                method.getName().equals("getConnection") && current.get() != null
                    ? unclosable(current.get())
                    : method.invoke(plain, arguments));
  }

  private static Connection unclosable(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            TestDomain.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (java.lang.reflect.InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /**
   * What the container's {@code @Transactional} does: one transaction of JPA and Jdbi, rolled back
   * on any failure.
   */
  public synchronized <T> T inTransaction(Callable<T> work) {
    entityManager.getTransaction().begin();
    try {
      current.set(entityManager.unwrap(Connection.class));
      T result = work.call();
      entityManager.getTransaction().commit();
      return result;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      current.remove();
      if (entityManager.getTransaction().isActive()) {
        entityManager.getTransaction().rollback();
      }
      entityManager.clear();
    }
  }

  private BulkStep eachInItsTransaction(BulkStep step) {
    return new BulkStep(jdbi, requestDesk, requestTags, applyMacro) {
      @Override
      public void take(Viewer viewer, BulkVerb verb, String value, Item item) {
        inTransaction(
            () -> {
              step.take(viewer, verb, value, item);
              return null;
            });
      }
    };
  }

  /** A person of the demo as he looks at the portal with that role. */
  public Viewer viewer(String username, Role... roles) {
    UUID person =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select id from person where username = :username")
                    .bind("username", username)
                    .mapTo(UUID.class)
                    .one());
    return people.viewer(person, Set.of(roles));
  }

  @Override
  public void close() throws SQLException {
    entityManager.getEntityManagerFactory().close();
  }

  /**
   * Whoever waits for an answer asks in a transaction of its own, which is over before he waits.
   */
  private final class InquiriesInTransactions extends Inquiries {
    private InquiriesInTransactions(OfferedOptions offered, Announcer announcer) {
      super(jdbi, offered, announcer);
    }

    @Override
    public boolean ask(Inquiry inquiry) {
      return inTransaction(() -> super.ask(inquiry));
    }
  }

  private static final class FixedSettings extends Settings {
    private final Path folder;

    private FixedSettings(Path folder) {
      this.folder = folder;
    }

    @Override
    public String portalUrl() {
      return "http://localhost:8080";
    }

    @Override
    public Duration keepDrafts() {
      return Duration.ofDays(30);
    }

    @Override
    public long unsentBytes() {
      return 200L * 1024 * 1024;
    }

    @Override
    public Duration keepNotifications() {
      return Duration.ofDays(365);
    }

    @Override
    public Duration gatherMail() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Path blobs() {
      return folder.resolve("blobs");
    }

    @Override
    public Duration reopenWithin() {
      return Duration.ofDays(14);
    }

    @Override
    public Duration rateAnewWithin() {
      return Duration.ofDays(14);
    }
  }
}
