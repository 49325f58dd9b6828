package dev.chatstack.verify;

import dev.chatstack.verify.Finding.Verdict;
import dev.chatstack.verify.Report.Result;
import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A report for machines: the XML of JUnit, which every CI shows. */
public final class JUnitReport {
    private JUnitReport() {}

    /** {@code report} as XML. */
    public static String of(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "chatstack verify " + report.environment());
            xml.writeAttribute("timestamp", report.time().toString());
            xml.writeAttribute("tests", String.valueOf(report.results().size()));
            xml.writeAttribute("failures", String.valueOf(report.count(Verdict.FAILED)));
            xml.writeAttribute("skipped", String.valueOf(report.count(Verdict.SKIPPED)));
            for (Result result : report.results()) {
                write(xml, result);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML", e);
        }
        return text + "\n";
    }

    private static void write(XMLStreamWriter xml, Result result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.check().group());
        xml.writeAttribute("name", result.check().name());
        xml.writeAttribute(
                "time", String.format(Locale.ROOT, "%.3f", result.took().toMillis() / 1000.0));
        switch (result.finding().verdict()) {
            case PASSED -> {}
            case FAILED -> {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", result.finding().found());
                xml.writeCharacters(result.finding().next());
                xml.writeEndElement();
            }
            case SKIPPED -> {
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", result.finding().found());
            }
        }
        xml.writeEndElement();
    }
}
