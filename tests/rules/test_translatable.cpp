// Every sentence that a person reads goes through tr(). In ui, a literal with two words in it is taken for a sentence.
#include "rules/source_tree.h"

#include <QTest>

using namespace nightbell::rules;

class TestTranslatable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noSentenceInTheWindowsEscapesTranslation();
    void theRulesHoldNoSentenceForPeople();
};

void TestTranslatable::noSentenceInTheWindowsEscapesTranslation()
{
    static const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\]|\\\\.)*)\""));
    static const QRegularExpression sentence(QStringLiteral("[A-Za-z]{2,} [A-Za-z]{2,}"));
    static const QRegularExpression allowed(
        QStringLiteral("\\btr\\(|translate\\(|QT_TR|Q_DECLARE|#include|qC(Info|Warning|Debug|Critical)|Q_ASSERT|"
                       "setStyleSheet|// not for people"));
    QStringList faults;
    for (const SourceFile &file : sources({QStringLiteral("ui")}))
        for (qsizetype i = 0; i < file.lines.size(); ++i) {
            const QString around = (i > 0 ? file.lines[i - 1] : QString()) + file.lines[i];
            for (auto match = literal.globalMatch(withoutComment(file.lines[i])); match.hasNext();)
                if (sentence.match(match.next().captured(1)).hasMatch() && !allowed.match(around).hasMatch())
                    faults << QStringLiteral("%1:%2: %3").arg(file.path).arg(i + 1).arg(file.lines[i].trimmed());
        }
    QVERIFY2(faults.isEmpty(), report(faults));
}

void TestTranslatable::theRulesHoldNoSentenceForPeople()
{
    static const QRegularExpression translation(QStringLiteral("\\btr\\("));
    QStringList faults;
    for (const SourceFile &file :
         sources({QStringLiteral("core/call"), QStringLiteral("core/desk"), QStringLiteral("core/store")}))
        for (const QString &line : file.lines)
            if (translation.match(withoutComment(line)).hasMatch())
                faults << file.path + QStringLiteral(": ") + line.trimmed();
    QVERIFY2(faults.isEmpty(), report(faults));
}

QTEST_APPLESS_MAIN(TestTranslatable)
#include "test_translatable.moc"
