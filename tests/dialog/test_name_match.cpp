// Whose appointment it is, by a name as it was heard.
#include "dialog/name_match.h"

#include <QTest>

using namespace nightbell;

class TestNameMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneNameInTwoSpellingsIsTheSame_data()
    {
        QTest::addColumn<QString>("written");
        for (const auto &[said, written] : std::initializer_list<std::pair<const char *, const char *>>{
                 {"walter brandt", "Walter Brandt"},
                 {"Jon Smyth", "John Smith"},
                 {"katherine jones", "Catherine Jones"},
                 {"Maria Santos", "Maria G. Santos"},
                 {"anna marie mc donald", "Anna-Marie McDonald"},
                 {"sean o brien", "Sean O'Brien"},
                 {"oscar", "Oscar"},
             })
            QTest::newRow(said) << QString::fromUtf8(written);
    }
    void oneNameInTwoSpellingsIsTheSame()
    {
        QFETCH(QString, written);
        const QString said = QString::fromUtf8(QTest::currentDataTag());
        QVERIFY(sameName(said, written));
        QVERIFY(sameName(written, said));
    }

    void otherNamesAreOtherPeople_data()
    {
        QTest::addColumn<QString>("written");
        for (const auto &[said, written] : std::initializer_list<std::pair<const char *, const char *>>{
                 {"ana ruiz", "Anna Ruth"},
                 {"walter brandt", "Elena Brandt"},
                 {"walter brandt", "Walter Fischer"},
                 {"brandt", "Walter Brandt"},
                 {"walter", "Walter Brandt"},
                 {"", "Walter Brandt"},
                 {"smith john", "John Smith"},
             })
            QTest::newRow(said) << QString::fromUtf8(written);
    }
    void otherNamesAreOtherPeople()
    {
        QFETCH(QString, written);
        QVERIFY(!sameName(QString::fromUtf8(QTest::currentDataTag()), written));
    }
};

QTEST_GUILESS_MAIN(TestNameMatch)
#include "test_name_match.moc"
