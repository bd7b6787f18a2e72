// Whatever is said, in whatever zone, on whatever day: nothing breaks, and what comes out is a day and a time that are.
#include "dialog/said_answer.h"
#include "dialog/said_birth_date.h"
#include "dialog/said_name.h"
#include "dialog/said_phone.h"
#include "dialog/said_table.h"
#include "dialog/said_when.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QtTest>

using namespace nightbell;

namespace {

constexpr quint32 seed = 20260915;
constexpr int utterances = 4000;

QStringList vocabulary()
{
    QStringList words;
    for (const char *table :
         {"said_when.txt", "said_name.txt", "said_phone.txt", "said_birth_date.txt", "said_answer.txt"})
        for (const QStringList &row : saidTable(QString::fromLatin1(table)))
            words += row[0].split(u' ');
    words.removeDuplicates();
    return words;
}

QString babble(QRandomGenerator &dice, const QStringList &words)
{
    QStringList said;
    for (int count = 1 + dice.bounded(14); count > 0; --count)
        said << words[dice.bounded(words.size())];
    return said.join(u' ');
}

Moment someMoment(QRandomGenerator &dice)
{
    static const QList<QByteArray> zones = QTimeZone::availableTimeZoneIds();
    // Half of the days are those on which clocks change somewhere, a leap day, or the end of a year.
    static const QList<QDate> awkward{{2027, 3, 14}, {2026, 11, 1}, {2026, 10, 25}, {2026, 3, 29},
                                      {2026, 4, 5},  {2028, 2, 29}, {2026, 12, 31}, {2027, 2, 28}};
    const QDate day =
        dice.bounded(2) ? awkward[dice.bounded(awkward.size())] : QDate(2026, 1, 1).addDays(dice.bounded(1200));
    return {day, QTime(dice.bounded(24), dice.bounded(60)), QTimeZone(zones[dice.bounded(zones.size())])};
}

QString fault(const SaidWhen &when, const Moment &moment)
{
    if ((when.ambiguous || when.invalid) && (when.saysDay() || when.saysHour()))
        return QStringLiteral("doubt beside an answer");
    for (const auto &day : {when.date, when.dateFrom, when.dateTo})
        if (day && (!day->isValid() || *day < moment.today))
            return QStringLiteral("no such day, or past");
    for (const auto &time : {when.time, when.timeFrom, when.timeTo})
        if (time && !time->isValid())
            return QStringLiteral("no such time");
    if (when.dateFrom.has_value() != when.dateTo.has_value() || (when.dateFrom && *when.dateFrom > *when.dateTo))
        return QStringLiteral("a span turned round");
    if (when.date && when.time) {
        const QDateTime then(*when.date, *when.time, moment.zone);
        if (QDateTime::fromMSecsSinceEpoch(then.toMSecsSinceEpoch(), moment.zone).time() != *when.time)
            return QStringLiteral("a time that is skipped");
    }
    return {};
}

} // namespace

class TestSaidProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noWordsGiveAnImpossibleDay()
    {
        QRandomGenerator dice(seed);
        const QStringList words = vocabulary();
        for (int i = 0; i < utterances; ++i) {
            const QString said = babble(dice, words);
            const Moment moment = someMoment(dice);
            const Words heard = wordsOf(said);
            const SaidWhen when = saidWhen(heard, moment);
            const QString wrong = fault(when, moment);
            QVERIFY2(wrong.isEmpty(),
                     qPrintable(QStringLiteral("%1: \"%2\" at %3 in %4, seed %5")
                                    .arg(wrong, said, moment.today.toString(Qt::ISODate) + moment.time.toString(),
                                         QString::fromLatin1(moment.zone.id()))
                                    .arg(seed)));
            for (const Evidence &evidence : when.evidence)
                QVERIFY2(evidence.first >= 0 && evidence.count > 0 && evidence.first + evidence.count <= heard.size(),
                         qPrintable(said));
        }
    }

    void noWordsGiveAnImpossibleCaller()
    {
        QRandomGenerator dice(seed);
        const QStringList words = vocabulary();
        for (int i = 0; i < utterances; ++i) {
            const QString said = babble(dice, words);
            const Words heard = wordsOf(said);
            const SaidPhone phone = saidPhone(heard, dice.bounded(2) ? QStringLiteral("US") : QStringLiteral("UK"));
            QVERIFY2(phone.e164.isEmpty() || (phone.e164.size() >= 9 && phone.e164.size() <= 16), qPrintable(said));
            const SaidBirthDate born = saidBirthDate(heard, {2026, 3, 4}, DateOrder::MonthFirst);
            QVERIFY2(!born.date || (born.date->isValid() && *born.date <= QDate(2026, 3, 4)), qPrintable(said));
            QVERIFY2(saidName(heard).name.size() < 400, qPrintable(said));
            saidAnswer(heard);
        }
    }

    void aLongUtteranceIsReadInTime()
    {
        QRandomGenerator dice(seed);
        const QStringList words = vocabulary();
        QStringList said;
        for (int i = 0; i < utterances; ++i)
            said << babble(dice, words);
        const Moment moment{{2026, 9, 15}, {9, 30}, QTimeZone("America/New_York")};
        saidWhen(wordsOf(u"warm"), moment);
        QElapsedTimer clock;
        clock.start();
        for (const QString &one : std::as_const(said))
            saidWhen(wordsOf(one), moment);
        // Far above what it takes, so that a busy machine does not fail it.
        QVERIFY2(clock.elapsed() < utterances * 3, qPrintable(QString::number(clock.nsecsElapsed() / utterances)));
        qInfo("%lld us for an utterance", clock.nsecsElapsed() / utterances / 1000);
    }
};

QTEST_APPLESS_MAIN(TestSaidProperties)
#include "test_said_properties.moc"
