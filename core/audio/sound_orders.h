// What the engine's thread asks of the sound thread. Plain values; what they point to changes hands.
#pragma once

#include "audio/hearing.h"
#include "audio/key_events.h"
#include "audio/party_leg.h"
#include "audio/speech_queue.h"

namespace nightbell {

class RoomListening;
class RoomRecording;
class SoundRoom;

struct OpenRoom
{
    SoundRoom *room;
};

struct SeatParty
{
    int party;
    PartyLeg *leg;
};

struct ConnectParty
{
    int party;
    LegStream *stream;
    SteadyTime since;
};

struct LetPartyGo
{
    int party;
};

struct ChangeHearing
{
    HearingMatrix matrix;
    int arrangement;
    SteadyTime asked;
};

struct PlaySpeech
{
    SpeechNode *node;
};

struct SilenceAssistant
{
};

struct HoldSpeech
{
};

struct GoOnSpeaking
{
};

struct RecordRoom // until it is closed
{
    RoomRecording *recording;
};

struct ListenInRoom // until another comes, or it is closed
{
    RoomListening *listening; // none: nobody listens
};

struct PressPartyKeys // sent to that party's other end
{
    int party;
    std::array<char, keysQueuedAtMost> keys;
    std::size_t count;
};

struct CloseRoom
{
};

struct SoundOrder
{
    int room;
    std::variant<OpenRoom, SeatParty, ConnectParty, LetPartyGo, ChangeHearing, PlaySpeech, SilenceAssistant, HoldSpeech,
                 GoOnSpeaking, RecordRoom, ListenInRoom, PressPartyKeys, CloseRoom>
        what;
};

void freeUndone(const SoundOrder &order); // on the engine's thread: what nobody will carry out

} // namespace nightbell
