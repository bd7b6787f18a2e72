#include "dialog/danger_tables.h"
#include "dialog/danger_words.h"
#include "dialog/tripwire.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace nightbell;

namespace {

const Tripwire &tripwire()
{
    static const Tripwire made = Tripwire::builtIn();
    return made;
}

DangerFinding judged(const QString &said, const QString &asked = {})
{
    return tripwire().judge(wordsOf(said), wordsOf(asked));
}

QStringList rulesOf(const QList<Evidence> &evidence)
{
    QStringList rules;
    for (const Evidence &one : evidence)
        rules << one.rule;
    return rules;
}

} // namespace

class TestDanger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCallersSayIsJudgedRightly_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<int>("level");
        for (const DangerRow &row : dangerRows)
            QTest::addRow("%s: %s", row.trap, row.said) << QString::fromLatin1(row.said) << int(row.level);
    }

    void whatCallersSayIsJudgedRightly()
    {
        QFETCH(QString, said);
        QFETCH(int, level);
        const DangerFinding finding = judged(said);
        const QString why = whyOf(finding, wordsOf(said));
        if (level == int(DangerLevel::None))
            QVERIFY2(finding.level == DangerLevel::None, qPrintable(why));
        else
            QVERIFY2(int(finding.level) >= level, qPrintable(why));
    }

    void aFindingTellsItsWordsItsRuleAndWhoDecided()
    {
        const QString said = QStringLiteral("hello i have tightness in my chest");
        const DangerFinding finding = judged(said);
        QCOMPARE(finding.level, DangerLevel::Emergency);
        QCOMPARE(finding.category, QStringLiteral("cardiac"));
        QCOMPARE(finding.decidedBy, DangerJudge::Rules);
        QCOMPARE(finding.evidence.first().rule, QStringLiteral("cardiac.chest_pain"));
        const Words words = wordsOf(said);
        QVERIFY(joined(words, finding.evidence.first().first, finding.evidence.first().count).contains(u"chest"));
        QVERIFY(whyOf(finding, words).contains(QStringLiteral("tightness in my chest")));
    }

    void whatTakesADangerAwayIsTold()
    {
        const DangerFinding finding = judged(QStringLiteral("i do not have chest pain"));
        QCOMPARE(finding.level, DangerLevel::None);
        QCOMPARE(finding.category, QStringLiteral("cardiac"));
        QVERIFY(!finding.explainsAway.isEmpty());
        QVERIFY(finding.explainsAway.first().rule.startsWith(QLatin1String("negation.")));
    }

    void whatIsSaidBesideADenialCounts()
    {
        for (const char *said : {"no no chest pain just this pressure right in the middle like a belt",
                                 "no fever no rash nothing like that but his lips have gone blue and he is grunting",
                                 "no i dont have any pain but everything on the right side stopped working"})
            QVERIFY2(judged(QString::fromLatin1(said)).level == DangerLevel::Emergency, said);
        for (const char *said : {"no chest pain no trouble breathing just a regular physical please",
                                 "my fever is gone but i would like a note for work"})
            QVERIFY2(judged(QString::fromLatin1(said)).level == DangerLevel::None, said);
        QVERIFY(!judged(QStringLiteral("i do not have chest pain")).setAside.isEmpty());
    }

    void aDangerIsHeardInTheMidstOfALongStory()
    {
        const QString before =
                          QStringLiteral("hello yes so i have been with you for years and doctor lee knows us well and "
                                         "last week i rang about the parking and the form for my sons school "),
                      after =
                          QStringLiteral(" and anyway i thought i would ring about the appointment on tuesday at ten");
        QCOMPARE(judged(before + after).level, DangerLevel::None);
        QVERIFY(judged(before + QStringLiteral("he has gone all floppy and his eyes rolled up") + after).level
                == DangerLevel::Emergency);
    }

    void yesMeansWhatWasAsked()
    {
        const QString question = QStringLiteral("Are you having chest pain?");
        QCOMPARE(judged(QStringLiteral("yes i am"), question).level, DangerLevel::Emergency);
        QCOMPARE(judged(QStringLiteral("yeah a little"), question).level, DangerLevel::Emergency);
        QCOMPARE(judged(QStringLiteral("no"), question).level, DangerLevel::None);
        QCOMPARE(judged(QStringLiteral("yes i am"), QStringLiteral("Are you a new patient?")).level, DangerLevel::None);
        QCOMPARE(judged(QStringLiteral("no but my arm has gone numb"), question).level, DangerLevel::Emergency);
    }

    void aClinicAddsWordsButCannotTakeBuiltInOnesAway()
    {
        int leftOut = 0;
        const DangerLexicon &builtIn = DangerLexicon::builtIn();
        const QStringList added{QStringLiteral("purple balloon"), QString(), QStringLiteral("-chest"),
                                QStringLiteral("@pain"), QStringLiteral("pain*")};
        const DangerLexicon more = builtIn.with(added, &leftOut);
        QCOMPARE(leftOut, 1); // the empty one; marks are no words of a pattern here
        QCOMPARE(more.concepts().size(), builtIn.concepts().size() + 4);
        for (qsizetype i = 0; i < builtIn.concepts().size(); ++i)
            QCOMPARE(more.concepts()[i].rule, builtIn.concepts()[i].rule);
        const Tripwire clinic = Tripwire::builtIn(added);
        QCOMPARE(clinic.judge(wordsOf(u"there is a purple balloon here")).category, QStringLiteral("clinic_word"));
        for (const DangerRow &row : dangerRows) {
            const Words said = wordsOf(QString::fromLatin1(row.said));
            QVERIFY2(clinic.judge(said).level >= tripwire().judge(said).level, row.said);
        }
    }

    void noBreathIsAnEmergencyWhateverElseIsSaid()
    {
        QStringList others;
        for (const DangerRow &row : dangerRows)
            others << QString::fromLatin1(row.said);
        QRandomGenerator chance(20260307);
        for (int i = 0; i < 400; ++i) {
            QString said;
            for (int part = chance.bounded(4); part >= 0; --part)
                said += others[chance.bounded(others.size())] + u' ';
            said += QStringLiteral("and he is not breathing");
            QVERIFY2(judged(said).level == DangerLevel::Emergency, qPrintable(said));
        }
    }

    void randomWordsAreJudgedTheSameTwiceAndNeverCrash()
    {
        QStringList words;
        for (const DangerRow &row : dangerRows)
            words << QString::fromLatin1(row.said).split(u' ');
        QRandomGenerator chance(7);
        for (int i = 0; i < 500; ++i) {
            QString said;
            for (int count = chance.bounded(60); count >= 0; --count)
                said += words[chance.bounded(words.size())] + (chance.bounded(9) == 0 ? u',' : u' ');
            const DangerFinding once = judged(said);
            QCOMPARE(judged(said), once);
            const qsizetype count = wordsOf(said).size();
            for (const Evidence &evidence : once.evidence + once.explainsAway)
                QVERIFY(evidence.first >= 0 && evidence.count > 0 && evidence.first + evidence.count <= count);
        }
        QVERIFY(judged(QStringLiteral("chest pain ").repeated(500)).level == DangerLevel::Emergency);
        QVERIFY(judged(QString()).level == DangerLevel::None);
    }

    void everyDangerIsNamedForPeople()
    {
        for (const DangerConcept &danger : DangerLexicon::builtIn().concepts())
            QVERIFY2(categoryName(danger.category) != categoryName(QStringLiteral("unclear")),
                     qPrintable(danger.category));
        QCOMPARE(levelId(DangerLevel::Crisis), QStringLiteral("crisis"));
        QVERIFY(rulesOf(judged(QStringLiteral("he is not breathing")).evidence)
                    .contains(QStringLiteral("respiratory.cannot")));
    }

    void judgingAnUtteranceTakesLittleTime()
    {
        const Words said =
            wordsOf(u"hello yes um i was hoping to get in on thursday because my chest has been feeling rather "
                    u"tight since yesterday and i do not know whether that is something to wait with or not");
        judged({});
        QBENCHMARK { tripwire().judge(said); }
    }
};

QTEST_APPLESS_MAIN(TestDanger)
#include "test_danger.moc"
