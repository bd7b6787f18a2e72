// The vocabulary of a call: who, in which state, how grave, why it ended.
#pragma once

#include "call/enum_names.h"

namespace nightbell {

enum class Direction { Inbound, Outbound };

enum class CallStatus { Initiated, Ringing, Answered, OnHold, Transferring, Completed, Failed };

enum class CallPhase { Greeting, Intake, Clarification, Escalation, Completed };

enum class Party { Caller, Assistant, Staff };

enum class EndCause {
    CallerHungUp,
    AssistantEnded,
    StaffEnded,
    Transferred,
    NoAnswer,
    Refused,    // the line or a limit would not take it
    LineLost,   // the line died under the call
    EngineLost, // the engine died under the call
};

enum class Gravity { Asks, Urgent, Emergency, Crisis }; // why a person is needed

enum class SpokenBy { Assistant, StaffTyped };

enum class StaffMode { Listen, Whisper, BargeIn, TakeOver };

enum class PlayedHow { Whole, Cut, Never };

enum class SlotSource { Speech, Keypad, Line, Staff };

enum class TransferKind { Cold, Warm };

enum class WhisperFate { Used, Expired, Refused };

enum class HandBackCause { Asked, ConsoleLost };

enum class SessionEnd { Completed, Expired };

} // namespace nightbell

NIGHTBELL_NAMES(Direction, {nightbell::Direction::Inbound, "inbound"}, {nightbell::Direction::Outbound, "outbound"});
NIGHTBELL_NAMES(CallStatus, {nightbell::CallStatus::Initiated, "initiated"},
                {nightbell::CallStatus::Ringing, "ringing"}, {nightbell::CallStatus::Answered, "answered"},
                {nightbell::CallStatus::OnHold, "on_hold"}, {nightbell::CallStatus::Transferring, "transferring"},
                {nightbell::CallStatus::Completed, "completed"}, {nightbell::CallStatus::Failed, "failed"});
NIGHTBELL_NAMES(CallPhase, {nightbell::CallPhase::Greeting, "greeting"}, {nightbell::CallPhase::Intake, "intake"},
                {nightbell::CallPhase::Clarification, "clarification"},
                {nightbell::CallPhase::Escalation, "escalation"}, {nightbell::CallPhase::Completed, "completed"});
NIGHTBELL_NAMES(Party, {nightbell::Party::Caller, "caller"}, {nightbell::Party::Assistant, "assistant"},
                {nightbell::Party::Staff, "staff"});
NIGHTBELL_NAMES(EndCause, {nightbell::EndCause::CallerHungUp, "caller_hung_up"},
                {nightbell::EndCause::AssistantEnded, "assistant_ended"},
                {nightbell::EndCause::StaffEnded, "staff_ended"}, {nightbell::EndCause::Transferred, "transferred"},
                {nightbell::EndCause::NoAnswer, "no_answer"}, {nightbell::EndCause::Refused, "refused"},
                {nightbell::EndCause::LineLost, "line_lost"}, {nightbell::EndCause::EngineLost, "engine_lost"});
NIGHTBELL_NAMES(Gravity, {nightbell::Gravity::Asks, "asks"}, {nightbell::Gravity::Urgent, "urgent"},
                {nightbell::Gravity::Emergency, "emergency"}, {nightbell::Gravity::Crisis, "crisis"});
NIGHTBELL_NAMES(SpokenBy, {nightbell::SpokenBy::Assistant, "assistant"}, {nightbell::SpokenBy::StaffTyped, "staff"});
NIGHTBELL_NAMES(StaffMode, {nightbell::StaffMode::Listen, "listen"}, {nightbell::StaffMode::Whisper, "whisper"},
                {nightbell::StaffMode::BargeIn, "barge_in"}, {nightbell::StaffMode::TakeOver, "take_over"});
NIGHTBELL_NAMES(PlayedHow, {nightbell::PlayedHow::Whole, "whole"}, {nightbell::PlayedHow::Cut, "cut"},
                {nightbell::PlayedHow::Never, "never"});
NIGHTBELL_NAMES(SlotSource, {nightbell::SlotSource::Speech, "speech"}, {nightbell::SlotSource::Keypad, "keypad"},
                {nightbell::SlotSource::Line, "line"}, {nightbell::SlotSource::Staff, "staff"});
NIGHTBELL_NAMES(TransferKind, {nightbell::TransferKind::Cold, "cold"}, {nightbell::TransferKind::Warm, "warm"});
NIGHTBELL_NAMES(WhisperFate, {nightbell::WhisperFate::Used, "used"}, {nightbell::WhisperFate::Expired, "expired"},
                {nightbell::WhisperFate::Refused, "refused"});
NIGHTBELL_NAMES(HandBackCause, {nightbell::HandBackCause::Asked, "asked"},
                {nightbell::HandBackCause::ConsoleLost, "console_lost"});
NIGHTBELL_NAMES(SessionEnd, {nightbell::SessionEnd::Completed, "completed"},
                {nightbell::SessionEnd::Expired, "expired"});
