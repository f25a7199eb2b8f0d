package org.guichet.integration.connector;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.spi.BeanRepository;

/** Lets Camel find CDI beans by name and type, as in {@code #attachments}. */
final class CdiBeans implements BeanRepository {
  private final BeanManager beans;

  CdiBeans(BeanManager beans) {
    this.beans = beans;
  }

  @Override
  public Object lookupByName(String name) {
    return lookupByNameAndType(name, Object.class);
  }

  @Override
  public <T> T lookupByNameAndType(String name, Class<T> type) {
    Set<Bean<?>> found = beans.getBeans(name);
    return found.isEmpty() ? null : reference(beans.resolve(found), type);
  }

  @Override
  public <T> Map<String, T> findByTypeWithName(Class<T> type) {
    return beans.getBeans(type).stream()
        .filter(bean -> bean.getName() != null)
        .collect(Collectors.toMap(Bean::getName, bean -> reference(bean, type)));
  }

  @Override
  public <T> Set<T> findByType(Class<T> type) {
    return beans.getBeans(type).stream()
        .map(bean -> reference(bean, type))
        .collect(Collectors.toSet());
  }

  private <T> T reference(Bean<?> bean, Class<T> type) {
    return type.cast(
        beans.getReference(
            bean,
            type == Object.class ? bean.getBeanClass() : type,
            beans.createCreationalContext(bean)));
  }
}
