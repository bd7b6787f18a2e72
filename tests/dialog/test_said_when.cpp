// Every row of said_when.txt is a caller; what is accepted stands beside the words.
#include "dialog/said_table.h"
#include "dialog/said_when.h"

#include <QtTest>

using namespace nightbell;

namespace {

QString text(const std::optional<QDate> &date) { return date ? date->toString(Qt::ISODate) : QString(); }
QString text(const std::optional<QTime> &time) { return time ? time->toString(QStringLiteral("HH:mm")) : QString(); }

QHash<QString, QString> fieldsOf(const SaidWhen &when)
{
    return {{QStringLiteral("d"), text(when.date)},     {QStringLiteral("df"), text(when.dateFrom)},
            {QStringLiteral("dt"), text(when.dateTo)},  {QStringLiteral("t"), text(when.time)},
            {QStringLiteral("f"), text(when.timeFrom)}, {QStringLiteral("T"), text(when.timeTo)}};
}

bool accepts(const QString &allowed, const QString &value)
{
    for (const QString &one : allowed.split(u',')) {
        const QStringList ends = one.split(QStringLiteral(".."));
        if (!value.isEmpty() && (value == one || (ends.size() == 2 && ends[0] <= value && value <= ends[1])))
            return true;
    }
    return false;
}

// An alternative that names no day wants none, one that names no hour wants none; a window's open end is free.
bool fits(const QString &alternative, const SaidWhen &when)
{
    if (alternative == u"A")
        return when.ambiguous || when.nothing();
    if (alternative == u"I")
        return when.invalid;
    if (when.ambiguous || when.invalid || alternative.contains(u"d") != when.saysDay())
        return false;
    const auto fields = fieldsOf(when);
    bool hour = false, exact = false;
    for (const QString &claim : alternative.split(u' ')) {
        const QString key = claim.section(u'=', 0, 0);
        if (!accepts(claim.section(u'=', 1), fields.value(key)))
            return false;
        hour |= key == u"t" || key == u"f" || key == u"T";
        exact |= key == u"t";
    }
    return hour ? exact == when.time.has_value() : !when.saysHour();
}

Moment newYork(const char *now = "2026-09-15T09:30")
{
    const auto then = QDateTime::fromString(QString::fromLatin1(now), Qt::ISODate);
    return {then.date(), then.time(), QTimeZone("America/New_York")};
}

} // namespace

class TestSaidWhen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatACallerMeans_data()
    {
        QTest::addColumn<QString>("accepted");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QDateTime>("now");
        QTest::addColumn<QByteArray>("zone");
        QDateTime now;
        QByteArray zone;
        const auto rows = saidTable(QStringLiteral("said_when.txt"));
        QVERIFY(rows.size() > 350);
        for (const QStringList &row : rows)
            if (row[0].startsWith(u'@')) {
                now = QDateTime::fromString(row[0].section(u' ', 1, 1), Qt::ISODate);
                zone = row[0].section(u' ', 2, 2).toLatin1();
            } else {
                QTest::addRow("%s, %s", qPrintable(row[0]), zone.constData()) << row[1] << row[0] << now << zone;
            }
    }

    void whatACallerMeans()
    {
        QFETCH(QString, accepted);
        QFETCH(QString, words);
        QFETCH(QDateTime, now);
        QFETCH(QByteArray, zone);
        const SaidWhen when = saidWhen(wordsOf(words), {now.date(), now.time(), QTimeZone(zone)});
        const QStringList alternatives = accepted.split(QStringLiteral(" || "));
        const bool fit =
            std::any_of(alternatives.begin(), alternatives.end(), [&](const QString &one) { return fits(one, when); });
        QString got = when.ambiguous ? QStringLiteral("ambiguous ")
            : when.invalid           ? QStringLiteral("invalid ")
                                     : QString();
        const auto fields = fieldsOf(when);
        for (auto field = fields.begin(); field != fields.end(); ++field)
            if (!field->isEmpty())
                got += field.key() + u'=' + *field + u' ';
        QVERIFY2(fit, qPrintable(got));
    }

    void theWordsThatCountAreShown()
    {
        const Words words = wordsOf(u"uh so monday or actually next tuesday the flu one please");
        const SaidWhen when = saidWhen(words, newYork());
        QCOMPARE(when.evidence.size(), 1);
        QCOMPARE(when.evidence[0].rule, QStringLiteral("date"));
        QCOMPARE(joined(words, when.evidence[0].first, when.evidence[0].count), QStringLiteral("next tuesday"));
    }

    void theHourIsShownApartFromTheDay()
    {
        const Words words = wordsOf(u"wednesday afternoon would be good");
        const SaidWhen when = saidWhen(words, newYork());
        QCOMPARE(when.evidence.size(), 2);
        QCOMPARE(joined(words, when.evidence[0].first, when.evidence[0].count), QStringLiteral("wednesday"));
        QCOMPARE(joined(words, when.evidence[1].first, when.evidence[1].count), QStringLiteral("afternoon"));
    }

    void whatSaysNothingOfADayIsNothing()
    {
        for (const char16_t *words : {u"", u"i have a headache", u"my name is laura bennett", u"do you take humana"})
            QVERIFY(saidWhen(wordsOf(QString::fromUtf16(words)), newYork()).nothing());
    }

    void hoursFromNowAreElapsedTimeWhenClocksChange()
    {
        const SaidWhen when = saidWhen(wordsOf(u"in three hours"), newYork("2026-11-01T00:30"));
        QCOMPARE(text(when.time), QStringLiteral("02:30"));
        const SaidWhen spring = saidWhen(wordsOf(u"in three hours"), newYork("2026-03-08T00:30"));
        QCOMPARE(text(spring.time), QStringLiteral("04:30"));
    }
};

QTEST_APPLESS_MAIN(TestSaidWhen)
#include "test_said_when.moc"
