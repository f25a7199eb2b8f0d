package org.guichet.integration.connector.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the answer to a PROPFIND. It is a stranger's: no document types, nothing fetched. */
final class MultiStatus {
  private static final String DAV = "DAV:";

  /**
   * Some ten thousand files; more is no folder of a request, nor an answer to be held in memory.
   */
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private MultiStatus() {}

  /** The files in it, without folders. */
  static List<StoredFile> files(InputStream xml) throws IOException {
    List<StoredFile> files = new ArrayList<>();
    NodeList responses = parse(xml).getElementsByTagNameNS(DAV, "response");
    for (int i = 0; i < responses.getLength(); i++) {
      Element response = (Element) responses.item(i);
      if (response.getElementsByTagNameNS(DAV, "collection").getLength() == 0) {
        files.add(
            new StoredFile(
                name(text(response, "href")),
                size(text(response, "getcontentlength")),
                time(text(response, "getlastmodified"))));
      }
    }
    return files;
  }

  private static Document parse(InputStream xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // what is no XML is told by the exception, not on the console
      return builder.parse(new ByteArrayInputStream(xml.readNBytes(MOST_BYTES)));
    } catch (SAXException e) {
      throw StoreProblem.later("Its answer is no WebDAV: check the base URL.", e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Element response, String name) {
    NodeList found = response.getElementsByTagNameNS(DAV, name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  /** The last part of an address, which is written as a path or in full. */
  private static String name(String href) {
    String name = href.substring(href.lastIndexOf('/') + 1);
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return name; // not encoded
    }
  }

  private static long size(String length) {
    return length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
  }

  private static Instant time(String modified) {
    try {
      return ZonedDateTime.parse(modified, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
