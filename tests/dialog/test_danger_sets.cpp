// Sentences of frightened and of routine callers, scored like the judged ones. Rules and phrases were mended after what
// was missed in them, so they guard against falling back; what to expect of new callers stands in tests/dialog/sets.
#include "dialog/danger_words.h"
#include "dialog/tripwire.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cmath>

using namespace nightbell;

namespace {

struct Tally
{
    int critical = 0, criticalFound = 0, criticalNone = 0, urgent = 0, urgentFound = 0, routine = 0, falseAlarms = 0;
    int saidCritical = 0;
    double rightCritical = 0;
    QStringList wrong;

    double criticalRecall() const { return double(criticalFound) / std::max(1, critical); }
    double urgentRecall() const { return double(urgentFound) / std::max(1, urgent); }
    double precision() const { return rightCritical / std::max(1, saidCritical); }
    double falseAlarmRate() const { return double(falseAlarms) / std::max(1, routine); }
    double score() const
    {
        return std::pow(criticalRecall(), .5) * std::pow(urgentRecall(), .1) * std::pow(precision(), .2)
            * std::pow(1 - falseAlarmRate(), .2);
    }
};

bool isCritical(const QString &level) { return level == u"emergency" || level == u"crisis"; }

void count(Tally &tally, const QJsonObject &item, const QString &level)
{
    const QString gold = item[QStringLiteral("level")].toString();
    QStringList accepted{gold};
    for (const QJsonValue &value : item[QStringLiteral("accept")].toArray())
        accepted << value.toString();
    const bool isAccepted = accepted.contains(level);
    bool isRight = isAccepted;
    if (isCritical(gold)) {
        isRight = isCritical(level) || isAccepted;
        ++tally.critical, tally.criticalFound += isRight, tally.criticalNone += level == u"none";
    } else if (gold == u"urgent") {
        isRight = level != u"none";
        ++tally.urgent, tally.urgentFound += isRight;
    } else {
        ++tally.routine, tally.falseAlarms += !isRight;
    }
    if (isCritical(level)) {
        ++tally.saidCritical;
        tally.rightCritical += isCritical(gold) || isAccepted ? 1 : gold == u"urgent" ? .5 : 0;
    }
    if (!isRight)
        tally.wrong << QStringLiteral("%1 -> %2: %3").arg(gold, level, item[QStringLiteral("text")].toString());
}

void score(Tally &tally, const QString &name)
{
    static const Tripwire tripwire = Tripwire::builtIn();
    QFile file(QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/dialog/sets/") + name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const QByteArray &line : file.readAll().split('\n'))
        if (const QJsonObject item = QJsonDocument::fromJson(line).object(); !item.isEmpty())
            count(tally, item, levelId(tripwire.judge(wordsOf(item[QStringLiteral("text")].toString())).level));
}

void tell(const QString &name, const Tally &tally)
{
    qInfo("%s: %d critical, recall %.3f, classed none %d; urgent recall %.3f; precision %.3f; false alarms %d of %d "
          "(%.3f); score %.4f",
          qPrintable(name), tally.critical, tally.criticalRecall(), tally.criticalNone, tally.urgentRecall(),
          tally.precision(), tally.falseAlarms, tally.routine, tally.falseAlarmRate(), tally.score());
}

} // namespace

class TestDangerSets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGatesHoldOverAllSets()
    {
        Tally all;
        for (const char *name : {"first", "second", "third", "fourth", "fifth"}) {
            Tally alone;
            const QString file = QStringLiteral("safety_%1.jsonl").arg(QString::fromLatin1(name));
            score(alone, file);
            tell(file, alone);
            score(all, file);
        }
        tell(QStringLiteral("all"), all);
        const QByteArray wrong = all.wrong.join(u'\n').toUtf8();
        qInfo("%s", wrong.constData());
        QVERIFY(all.critical > 300 && all.routine > 300);
        QVERIFY2(all.criticalRecall() >= 0.98, wrong);
        QVERIFY2(all.criticalNone == 0, wrong);
        QVERIFY2(all.falseAlarmRate() <= 0.05, wrong);
    }
};

QTEST_APPLESS_MAIN(TestDangerSets)
#include "test_danger_sets.moc"
