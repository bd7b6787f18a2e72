// A caller talks with the assistant, from the greeting to the row in the diary.
#include "scripted/reception_stage.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;

class TestReception : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBookingGoesFromTheGreetingToTheRowInTheDiary();
};

void TestReception::aBookingGoesFromTheGreetingToTheRowInTheDiary()
{
    ReceptionStage stage;
    const CallId call = stage.calls();
    qInfo() << stage.hears(call);
    for (const char *words : {"i would like a check up on monday", "the first one", "laura benning",
                              "june third nineteen eighty", "this number", "yes", "no thank you"})
        qInfo() << words << "->" << stage.says(call, words);
    for (const auto &e : stage.journal.events)
        qInfo() << kindOf(e.what);
    QCOMPARE(stage.diaryRows().size(), 1);
}

QTEST_GUILESS_MAIN(TestReception)
#include "test_reception.moc"
