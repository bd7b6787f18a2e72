#include "audio/hearing.h"

#include <QTest>

using namespace nightbell;

class TestHearing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aloneTheCallerHearsTheAssistant();
    void whoListensHearsBothAndIsHeardByNobody();
    void whoWhispersIsHeardByNobodyButTheAssistant();
    void whoBargesInIsHeardByAll();
    void whoTookOverSilencesTheAssistant();
    void onHoldTheCallerHearsMusicAndNobodyHearsTheCaller();
    void anAnnouncementIsForStaffAlone();
    void inEveryArrangementTheRulesHold();
};

namespace {

constexpr SoundMask caller = maskOf(CallerSound), assistant = maskOf(AssistantSound), music = maskOf(MusicSound);
constexpr SoundMask first = maskOf(FirstStaffSound), second = maskOf(FirstStaffSound + 1);

} // namespace

void TestHearing::aloneTheCallerHearsTheAssistant()
{
    const HearingMatrix matrix = hearingOf(StaffSeats{}, false);
    QCOMPARE(matrix.hears[0], assistant);
    QCOMPARE(matrix.hears[1], SoundMask(0));
}

void TestHearing::whoListensHearsBothAndIsHeardByNobody()
{
    const HearingMatrix matrix = hearingOf({StaffMode::Listen}, false);
    QCOMPARE(matrix.hears[0], assistant);
    QCOMPARE(matrix.hears[1], SoundMask(caller | assistant));
}

void TestHearing::whoWhispersIsHeardByNobodyButTheAssistant()
{
    const HearingMatrix matrix = hearingOf({StaffMode::Whisper, StaffMode::Listen}, false);
    QCOMPARE(matrix.hears[0], assistant);
    QCOMPARE(matrix.hears[2], SoundMask(caller | assistant));
}

void TestHearing::whoBargesInIsHeardByAll()
{
    const HearingMatrix matrix = hearingOf({StaffMode::BargeIn, StaffMode::Listen}, false);
    QCOMPARE(matrix.hears[0], SoundMask(assistant | first));
    QCOMPARE(matrix.hears[1], SoundMask(caller | assistant));
    QCOMPARE(matrix.hears[2], SoundMask(caller | assistant | first));
}

void TestHearing::whoTookOverSilencesTheAssistant()
{
    const HearingMatrix matrix = hearingOf({StaffMode::TakeOver, StaffMode::BargeIn}, false);
    QCOMPARE(matrix.hears[0], SoundMask(first | second));
    QCOMPARE(matrix.hears[1], SoundMask(caller | second));
}

void TestHearing::onHoldTheCallerHearsMusicAndNobodyHearsTheCaller()
{
    const HearingMatrix matrix = hearingOf({StaffMode::TakeOver, StaffMode::Listen}, true);
    QCOMPARE(matrix.hears[0], music);
    QCOMPARE(matrix.hears[1], SoundMask(0));
    QCOMPARE(matrix.hears[2], first);
}

void TestHearing::anAnnouncementIsForStaffAlone()
{
    const StaffSeats staff{StaffMode::TakeOver, std::nullopt, StaffMode::Listen};
    const int announcing = FirstStaffSound + 1;
    HearingMatrix matrix = hearingOf(staff, true);
    letStaffHear(announcing, staff, matrix);
    QCOMPARE(matrix.hears[CallerSound], music);
    QCOMPARE(matrix.hears[FirstStaffSound], second);
    QCOMPARE(matrix.hears[announcing], SoundMask(0));
    QCOMPARE(matrix.hears[FirstStaffSound + 2], SoundMask(first | second));
}

void TestHearing::inEveryArrangementTheRulesHold()
{
    constexpr int modes = 5; // the fifth: nobody sits there
    for (int number = 0; number < modes * modes * modes * modes * 2; ++number) {
        StaffSeats staff;
        int rest = number / 2;
        for (auto &seat : staff) {
            if (rest % modes < modes - 1)
                seat = StaffMode(rest % modes);
            rest /= modes;
        }
        const bool held = number % 2;
        const HearingMatrix matrix = hearingOf(staff, held);
        QVERIFY(held || !(matrix.hears[0] & music));
        for (int listener = 0; listener < partiesAtMost; ++listener) {
            const SoundMask hears = matrix.hears[std::size_t(listener)];
            QVERIFY2(!(hears & maskOf(listener)), "nobody hears himself");
            QVERIFY(listener == CallerSound || staff[std::size_t(listener - 1)] || hears == 0);
            for (int seat = 0; seat < staffAtMost; ++seat) {
                const auto mode = staff[std::size_t(seat)];
                if (!mode || mode == StaffMode::Listen || mode == StaffMode::Whisper)
                    QVERIFY2(!(hears & maskOf(FirstStaffSound + seat)), "a silent member of staff was heard");
                if (mode == StaffMode::TakeOver)
                    QVERIFY2(!(hears & assistant), "two voices");
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestHearing)
#include "test_hearing.moc"
