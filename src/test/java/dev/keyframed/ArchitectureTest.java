package dev.keyframed;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.keyframed.docs.Page;
import dev.keyframed.docs.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks what each folder may import, and who may use which libraries. */
class ArchitectureTest {
  private static final String ROOT = "dev.keyframed";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** Lists for each folder what its packages may import beside themselves. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.of(
          "job", Set.of("support.text"),
          "port", Set.of("job", "support.text"),
          "support", Set.of("support", "job", "port"),
          "config", Set.of("support.address", "support.net"),
          "service", Set.of("job", "port", "support"),
          "adapter", Set.of("job", "port", "support"),
          "sandbox", Set.of());

  private static final Set<String> MAY_IMPORT_ALL = Set.of("app", "cli");

  static Set<String> packages() {
    return CLASSES.stream()
        .map(JavaClass::getPackageName)
        .map(name -> name.substring(ROOT.length() + 1))
        .filter(name -> !MAY_IMPORT_ALL.contains(name))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packages_import_only_packages_allowed_to_their_folder(String name) {
    String folder = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    assertThat(MAY_IMPORT).as("folders").containsKey(folder);
    boolean nested = Set.of("service", "adapter", "support").contains(folder);
    List<String> allowed = new ArrayList<>(List.of(of(nested ? name : folder)));
    MAY_IMPORT.get(folder).forEach(below -> allowed.add(of(below)));
    holds(
        noClasses()
            .that()
            .resideInAPackage(of(name))
            .should()
            .dependOnClassesThat(
                resideInAPackage(ROOT + "..").and(notIn(allowed.toArray(String[]::new)))));
  }

  @Test
  void architecture_page_lists_the_checked_layers() {
    Map<String, Set<String>> shown = new TreeMap<>();
    Table table = Page.of("architecture.md").section("Layers").table("folder");
    for (List<String> row : table.rows()) {
      shown.put(Table.codes(row.get(0)).get(0), Set.copyOf(Table.codes(row.get(1))));
    }
    assertThat(shown).isEqualTo(MAY_IMPORT);
  }

  @Test
  void support_packages_beside_bus_and_metrics_know_no_job_and_no_port() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(of("support"))
            .and()
            .resideOutsideOfPackages(of("support.bus"), of("support.metrics"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(of("job"), of("port"))));
  }

  @Test
  void core_packages_depend_on_the_jdk_only() {
    only("support.text", of("support.text"), "java..");
    only("job", of("job"), of("support.text"), "java..", "javax.crypto.."); // java.base
    only("support.address", of("support.address"), "java..");
    only("support.frame", of("support.frame"), "java..");
    only(
        "config",
        of("config"),
        of("support.address"),
        of("support.net"),
        "java..",
        "io.smallrye.config..",
        "org.eclipse.microprofile.config..",
        "org.yaml.snakeyaml..");
  }

  @Test
  void ports_use_only_futures_of_vertx() {
    DescribedPredicate<JavaClass> others =
        resideInAPackage("io.vertx..").and(DescribedPredicate.not(simpleName("Future")));
    holds(noClasses().that().resideInAPackage(of("port")).should().dependOnClassesThat(others));
    only("port", of("port"), of("job"), of("support.text"), "java..", "io.vertx.core");
  }

  @Test
  void event_bus_is_used_only_by_package_bus() {
    // A consumer is the handle that the bus itself gives out.
    DescribedPredicate<JavaClass> means =
        resideInAPackage("io.vertx.core.eventbus..")
            .and(DescribedPredicate.not(simpleName("MessageConsumer")));
    onlyIn(means, alwaysTrue(), "support.bus");
  }

  @Test
  void redis_client_is_used_only_by_package_redis() {
    onlyIn(resideInAPackage("io.vertx.redis.."), alwaysTrue(), "adapter.redis");
  }

  @Test
  void http_clients_are_used_only_by_provider_download_self_check_and_sandbox() {
    DescribedPredicate<JavaClass> client =
        resideInAPackage("io.vertx.ext.web.client..")
            .or(resideInAPackage("io.vertx.core.http..").and(simpleNameStartingWith("HttpClient")))
            .or(resideInAPackage("java.net.http.."));
    onlyIn(
        client,
        alwaysTrue(),
        "adapter.minimax",
        "service.download",
        "service.selfcheck",
        "sandbox");
  }

  @Test
  void image_and_certificate_libraries_are_used_only_by_demo_and_sandbox() {
    DescribedPredicate<JavaClass> pictures =
        resideInAPackage("javax.imageio..").or(resideInAPackage("org.jcodec.."));
    DescribedPredicate<JavaClass> certificates =
        resideInAPackage("io.netty.pkitesting..").or(resideInAPackage("org.bouncycastle.."));
    DescribedPredicate<JavaClass> demo =
        resideInAPackage(of("cli"))
            .and(simpleNameStartingWith("Demo").or(simpleNameStartingWith("SampleJobs")));
    onlyIn(pictures.or(certificates), DescribedPredicate.not(demo), "sandbox");
  }

  @Test
  void packages_are_free_of_cycles() {
    holds(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void class_names_avoid_utils_helper_manager_and_constants() {
    holds(
        noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helper|(?<!Trust)Manager|Constants)(\\$.*)?"));
  }

  @Test
  void type_names_occur_once_in_main() {
    Map<String, List<String>> types =
        CLASSES.stream()
            .filter(type -> !type.isAnonymousClass() && !type.getSimpleName().isEmpty())
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));

    assertThat(types).hasSizeGreaterThan(500);
    assertThat(types.values()).allSatisfy(sameName -> assertThat(sameName).hasSize(1));
  }

  @Test
  void exception_names_end_in_exception() {
    List<String> other =
        CLASSES.stream()
            .filter(type -> type.isAssignableTo(Throwable.class))
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.endsWith("Exception"))
            .toList();

    assertThat(other).isEmpty();
  }

  private static void only(String name, String... allowed) {
    holds(
        classes()
            .that()
            .resideInAPackage(of(name))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(allowed)));
  }

  /**
   * Checks that the given classes are used in the given packages only, by those that {@code held}
   * selects.
   */
  private static void onlyIn(
      DescribedPredicate<JavaClass> means,
      DescribedPredicate<? super JavaClass> held,
      String... rooms) {
    String[] packages = Arrays.stream(rooms).map(ArchitectureTest::of).toArray(String[]::new);
    holds(
        noClasses()
            .that(held.forSubtype())
            .and()
            .resideOutsideOfPackages(packages)
            .should()
            .dependOnClassesThat(means));
  }

  private static DescribedPredicate<JavaClass> notIn(String... packages) {
    return DescribedPredicate.not(resideInAnyPackage(packages));
  }

  private static String of(String name) {
    return ROOT + "." + name + "..";
  }

  private static void holds(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
